"""Prints slips: versioned typst templates filled with data, the same data giving the same bytes.

Data enters a template as JSON beside it, never as markup, so nobody's name can become
part of the program. Each process keeps one compiler per template; a template whose
files are not the ones that were published is refused.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import threading
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import nfc

_STANDARD = "a-2b"
_NO_GLYPH = "could not be displayed"
_NOT_FOR_PAPER = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FONT_PACKAGES = ("fontpkg_be_vietnam_pro", "fontpkg_noto_serif")
_lock = threading.Lock()


class TemplateChanged(RuntimeError):
    """Mẫu phiếu trên đĩa không còn là mẫu đã công bố; hãy cài lại phần mềm hoặc khai báo phiên bản mới."""

    def __str__(self) -> str:
        return f"{self.__doc__} ({self.args[0]})"


class NoTemplate(LookupError):
    """Không có mẫu phiếu nào có hiệu lực vào ngày này."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@dataclass(frozen=True)
class SlipTemplate:
    """Mẫu phiếu: one published version. `number` is the law's ("01"), `variant` the paper ("A5").

    `sha256` covers the file and everything it includes; a printed slip can be printed
    again years later exactly as it was.
    """

    number: str
    variant: str
    version: int
    valid_from: date
    path: Path
    includes: tuple[Path, ...]
    sha256: str

    @property
    def name(self) -> str:
        """How a fact remembers which form was used: `01/A5/1`."""
        return f"{self.number}/{self.variant}/{self.version}"


def fingerprint(template: SlipTemplate) -> str:
    """SHA-256 over the template's files as they are on disk now."""
    digest = hashlib.sha256()
    for path in (template.path, *template.includes):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def in_force(templates: tuple[SlipTemplate, ...], *, number: str, variant: str, on: date) -> SlipTemplate:
    """The version of a form in force on a day. Raises NoTemplate."""
    fitting = [t for t in templates if (t.number, t.variant) == (number, variant) and t.valid_from <= on]
    if not fitting:
        raise NoTemplate
    return max(fitting, key=lambda t: (t.valid_from, t.version))


def render(template: SlipTemplate, data: dict[str, Any], *, dated: datetime, tagged: bool = True) -> bytes:
    """The slip as PDF/A-2b. `data` is JSON; `dated` is written into the document. Raises TemplateChanged.

    Tags let a screen reader follow a slip; for a list of thousands of cells they weigh ten times the list.
    """
    local = dated.astimezone(VIETNAM)
    given = {**data, "dated": [local.year, local.month, local.day]}
    inputs = {"data": json.dumps(_composed(given), ensure_ascii=False)}
    stamp = int(dated.timestamp())
    with _lock:
        compiler, busy = _compiler(template)
    with busy:  # a compiler serves one call at a time; a long list does not keep a receipt waiting
        try:
            return compiler.compile(
                format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD, timestamp=stamp, pdf_tags=tagged
            )
        except _typst().TypstError as error:
            if _NO_GLYPH not in error.message:
                raise
            # A sign that no font of ours has (a pictogram in a remark) stands as an empty box: the
            # person at the counter gets the slip, only the archive's standard cannot be claimed.
            return compiler.compile(format="pdf", sys_inputs=inputs, timestamp=stamp, pdf_tags=tagged)


@cache
def _compiler(template: SlipTemplate) -> tuple[Any, threading.Lock]:
    if fingerprint(template) != template.sha256:
        raise TemplateChanged(template.name)
    compiler = _typst().Compiler(
        template.path, root=template.path.parent, font_paths=_fonts(), ignore_system_fonts=True
    )
    return compiler, threading.Lock()


@cache
def _typst() -> ModuleType:
    """Loaded where the first slip is printed, not when the program starts."""
    return importlib.import_module("typst")


@cache
def _fonts() -> Any:
    packages = [importlib.import_module(name) for name in _FONT_PACKAGES]
    folders = [Path(str(package.__file__)).parent / "files" for package in packages]
    return _typst().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _composed(value: Any) -> Any:
    """Every text in its composed form and without invisible signs, so that what is printed can be copied."""
    if isinstance(value, str):
        return "".join(c for c in nfc(value) if c == "\n" or unicodedata.category(c) not in _NOT_FOR_PAPER)
    if isinstance(value, dict):
        return {key: _composed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(item) for item in value]
    return value
