"""What an office may word on a form of the law: a few plain texts, never markup, never code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

LONGEST = {"heading": 120, "title": 120, "note": 600, "footer": 160}
LONGEST_LINE = 160
MOST_LINES = 6


@dataclass(frozen=True, kw_only=True)
class SlipTexts:
    """Lời của mẫu phiếu; what is empty leaves the form as the law has it.

    `heading` stands below the agency's name, `title` takes the place of the form's own,
    `lines` and `note` stand before the signatures, `footer` at the foot of the page.
    """

    heading: str = ""
    title: str = ""
    note: str = ""
    lines: tuple[str, ...] = ()
    footer: str = ""

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """The texts as a row or a fact keeps them; anything else in it is left alone."""
        texts = {name: str(said.get(name, "")) for name in LONGEST}
        return cls(**texts, lines=tuple(str(line) for line in said.get("lines", ())))

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in LONGEST} | {"lines": list(self.lines)}

    def problems(self) -> list[str]:
        """Why these texts would not fit the paper, in words; empty when they do."""
        found = [
            f"“{getattr(self, name)[:20]}…” dài quá {longest} ký tự."
            for name, longest in LONGEST.items()
            if len(getattr(self, name)) > longest
        ]
        if len(self.lines) > MOST_LINES:
            found.append(f"Nhiều nhất {MOST_LINES} dòng thêm.")
        found += [
            f"Dòng “{line[:20]}…” dài quá {LONGEST_LINE} ký tự."
            for line in self.lines
            if len(line) > LONGEST_LINE
        ]
        if any("\n" in text for text in (self.heading, self.title, self.footer, *self.lines)):
            found.append("Mỗi dòng chỉ là một dòng.")
        return found
