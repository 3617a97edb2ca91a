"""The register of examinations; each app adds its own in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "cảnh báo"
    ERROR = "lỗi"


@dataclass(frozen=True)
class Finding:
    """One line of the report. `advice` says what to do; empty when all is well."""

    level: Level
    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"[{self.level}] {self.what}" + (f" → {self.advice}" if self.advice else "")


Examination = Callable[[], Iterable[Finding]]
_examinations: dict[str, Examination] = {}


def register(name: str, examination: Examination) -> None:
    """Called once at start-up; `name` is shown when the examination itself fails."""
    _examinations[name] = examination


def ok(what: str) -> Finding:
    return Finding(Level.OK, what)


def warning(what: str, advice: str) -> Finding:
    return Finding(Level.WARNING, what, advice)


def error(what: str, advice: str) -> Finding:
    return Finding(Level.ERROR, what, advice)


def examine() -> Iterator[Finding]:
    """Everything that is registered, in the order it was registered; a failing examination is a finding too."""
    for name, examination in _examinations.items():
        try:
            yield from examination()
        except Exception as failure:
            yield error(
                f"{name}: không kiểm tra được ({type(failure).__name__}: {failure})", "xem nhật ký máy chủ"
            )
