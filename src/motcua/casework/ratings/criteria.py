"""What is rated: criteria under stable codes, read from and written as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from motcua.kernel.text import fold

MOST = 10
LONGEST = 120

# Words of the product in both languages; an office may put its own beside them.
KNOWN: dict[str, Any] = {
    "officer": gettext_lazy("Thái độ phục vụ của cán bộ"),
    "time": gettext_lazy("Thời gian giải quyết"),
    "guidance": gettext_lazy("Hướng dẫn rõ ràng, dễ hiểu"),
    "facilities": gettext_lazy("Cơ sở vật chất, thiết bị"),
    "cleanliness": gettext_lazy("Vệ sinh, ngăn nắp"),
    "welcome": gettext_lazy("Đón tiếp, chỉ dẫn tại sảnh"),
}
OVERALL_LABEL = gettext_lazy("Mức độ hài lòng chung")


@dataclass(frozen=True)
class Criterion:
    """One rated aspect: `label` is empty for the product's own, whose words follow the language."""

    code: str
    label: str = ""

    @property
    def words(self) -> str:
        return self.label or str(KNOWN.get(self.code, self.code))


STANDARD = tuple(Criterion(code) for code in KNOWN)


class BadCriteria(ValueError):
    """Bộ tiêu chí chưa dùng được."""


def from_lines(text: str) -> tuple[Criterion, ...]:
    """One criterion a line; the product's own words get their own code. Raises BadCriteria."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    labels = [line for line in lines if line]
    if not labels:
        raise BadCriteria(_("Ghi ít nhất một tiêu chí, mỗi dòng một tiêu chí."))
    if len(labels) > MOST:
        raise BadCriteria(_("Nhiều nhất %(n)s tiêu chí, nếu không người dân sẽ bỏ dở.") % {"n": MOST})
    if any(len(label) > LONGEST for label in labels):
        raise BadCriteria(_("Mỗi tiêu chí dài nhất %(n)s ký tự.") % {"n": LONGEST})
    found = tuple(_of(label) for label in labels)
    if len({one.code for one in found}) < len(found):
        raise BadCriteria(_("Có hai tiêu chí giống nhau."))
    return found


def _of(label: str) -> Criterion:
    folded = fold(label)
    for code, words in _known_words().items():
        if folded in words:
            return Criterion(code)
    return Criterion("x" + sha256(folded.encode()).hexdigest()[:10], label)


def _known_words() -> dict[str, tuple[str, ...]]:
    """The words of a criterion as the source has them and as the reader's language has them, folded."""
    with override("vi"):
        source = {code: fold(str(words)) for code, words in KNOWN.items()}
    return {code: (source[code], fold(str(words))) for code, words in KNOWN.items()}


def to_lines(criteria: Iterable[Criterion]) -> str:
    return "\n".join(one.words for one in criteria)


def to_json(criteria: Sequence[Criterion]) -> str:
    """The content of a set as it is kept and hashed."""
    rows = [{"code": one.code, "label": one.label} for one in criteria]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(row["code"], row["label"]) for row in json.loads(text))


def digest(title: str, content: str) -> str:
    """Names what was published: title and criteria, byte for byte."""
    return sha256(f"{title}\n{content}".encode()).hexdigest()
