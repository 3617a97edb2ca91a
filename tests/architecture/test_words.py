"""Names follow docs/glossary.md: one English word per Vietnamese term, no transliteration."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.apps import apps

from tests.architecture.source import modules, name_of, tree_of

EVERYWHERE = {"ward", "complaint", "deadline", "workflow_state", "profile"}
# Wrong for a dossier, its scans and its outcome; right elsewhere.
IN_CASEWORK = {"record", "file", "case", "document", "certificate", "user"}
OUTSIDE_QUEUEING = {"ticket"}
# The glossary's own compounds in which a word is right.
RIGHT = ("procedure_case", "case_officer", "case_file")
TRANSLITERATED = re.compile(
    r"\b(ho_so|thu_tuc|can_bo|cong_dan|co_quan|don_vi|giay_to|le_phi|nguoi_nop|ngay_hen|mot_cua|tiep_nhan"
    r"|HoSo|ThuTuc|CanBo|CongDan|CoQuan|DonVi|GiayTo|LePhi|NguoiNop|NgayHen|TiepNhan)\b"
)
VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


def _names() -> Iterator[tuple[str, str, str]]:
    """App, model, name of a model or field."""
    for model in _models():
        yield model._meta.app_label, model.__name__, _snake(model.__name__)
        for field in model._meta.get_fields():
            if not field.auto_created:
                yield model._meta.app_label, model.__name__, field.name


def _models() -> Iterator[type]:
    for model in apps.get_models():
        if model.__module__.startswith("motcua.") and ".tests." not in model.__module__:
            yield model


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _wrong(app: str, name: str) -> set[str]:
    for right in RIGHT:
        name = name.replace(right, "")
    words = set(name.split("_")) | {name}
    wrong = words & EVERYWHERE
    if app in ("dossiers", "feedback", "registries"):
        wrong |= words & IN_CASEWORK
    if app != "queueing":
        wrong |= words & OUTSIDE_QUEUEING
    return wrong


def test_models_speak_the_glossary():
    found = {f"{app}.{model}.{name}": wrong for app, model, name in _names() if (wrong := _wrong(app, name))}
    assert not found, found


def test_every_model_opens_with_its_vietnamese_name():
    silent = [m.__name__ for m in _models() if not VIETNAMESE.search((m.__doc__ or "").split(":")[0])]
    assert not silent, silent


def test_nothing_is_transliterated():
    found = {}
    for path in modules():
        if "adapters" in path.parts:
            continue  # payload names of outside systems stay inside their adapter
        nodes = list(ast.walk(tree_of(path)))
        names = {n.id for n in nodes if isinstance(n, ast.Name)}
        names |= {n.attr for n in nodes if isinstance(n, ast.Attribute)}
        names |= {n.arg for n in nodes if isinstance(n, ast.arg)}
        if wrong := [name for name in names if TRANSLITERATED.search(name)]:
            found[name_of(path)] = wrong
    assert not found, found


def test_the_search_knows_a_wrong_word():
    assert _wrong("dossiers", "case_number") == {"case"}
    assert _wrong("dossiers", "case_officer_id") == set()
    assert _wrong("agencies", "ward_code") == {"ward"}
