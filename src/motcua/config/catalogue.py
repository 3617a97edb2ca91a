"""Texts of the product and their translations: found in code and templates, kept in `locale`.

Message sources are Vietnamese; the English catalogue is complete, and a test keeps it so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
LANGUAGE = "en"
PATH = SOURCE / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_DAY_ONE = datetime(
    2026, 11, 22, tzinfo=UTC
)  # a date that changed with every run would make every diff noisy
_PLACE = re.compile(r"%(?:\([a-z_]+\))?[sd]|{[a-z_]*}")


def found() -> Catalog:
    """Every text in code and templates."""
    catalog = Catalog(locale=LANGUAGE, project="motcua", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if "tests" not in path.parts and "migrations" not in path.parts:
            for text, context in _texts(path):
                catalog.add(text, locations=[(str(path.relative_to(SOURCE)), 0)], context=context)
    return catalog


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = templatize(source, origin=str(path))
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), _KEYWORDS):
        if text and (text if isinstance(text, str) else text[0]):
            yield text, context


def kept() -> Catalog:
    """The catalogue as it is committed; empty when there is none."""
    if not PATH.exists():
        return Catalog(locale=LANGUAGE, project="motcua", charset="utf-8")
    with PATH.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def refresh() -> Catalog:
    """Bring the kept catalogue up to what is found: new texts wait empty, gone ones go."""
    catalog = kept()
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = "# English words of motcua; `motcua messages` adds what is new."
    catalog.fuzzy, catalog.last_translator, catalog.language_team = False, "motcua", "English"
    catalog.msgid_bugs_address, catalog.creation_date, catalog.revision_date = "", _DAY_ONE, _DAY_ONE
    for message in catalog:
        message.locations = [(file, 0) for file, _ in message.locations]
    PATH.parent.mkdir(parents=True, exist_ok=True)
    with PATH.open("wb") as file:
        write_po(file, catalog, width=110, omit_header=False, sort_output=True, include_lineno=False)
    return catalog


def faults() -> list[str]:
    """What keeps the catalogue from being complete: missing, empty, fuzzy, gone or with other placeholders."""
    catalog, wanted = kept(), found()
    told = [f"chưa có: {_key(m)}" for m in wanted if m.id and catalog.get(_one(m), m.context) is None]
    for message in catalog:
        if not message.id:
            continue
        if wanted.get(_one(message), message.context) is None:
            told.append(f"không còn dùng: {_key(message)}")
        elif message.fuzzy or not all(_translations(message)):
            told.append(f"chưa dịch: {_key(message)}")
        elif any(_places(text) != _places(_one(message)) for text in _translations(message)):
            told.append(f"khác chỗ điền: {_key(message)}")
    return told


def _one(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _places(text: str) -> list[str]:
    return sorted(_PLACE.findall(text))


def _key(message: Message) -> str:
    return _one(message) if not message.context else f"{message.context}|{_one(message)}"
