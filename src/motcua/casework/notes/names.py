"""Whom a text calls by name: "@Trần Thị Mẫu xem giúp" calls Trần Thị Mẫu."""

from __future__ import annotations

import re
from collections.abc import Iterable

from motcua.kernel.text import fold

_CALL = re.compile(r"(?:^|(?<=[\s(,;]))@(?=\S)([^@\n]{1,120})")


class NobodyOfThatName(ValueError):
    """Không có đồng nghiệp nào tên như vậy trong cơ quan; hãy gõ đủ họ tên sau dấu @, hoặc chọn trong danh sách."""


class SeveralOfThatName(ValueError):
    """Có nhiều đồng nghiệp cùng tên này; hãy chọn trong danh sách."""


def called_in(text: str, colleagues: Iterable[tuple[int, str]]) -> list[int]:
    """Ids of the colleagues a text calls, marks and case aside, the longest name first.

    Raises NobodyOfThatName, SeveralOfThatName with the words that were written.
    """
    by_name: dict[str, list[int]] = {}
    for pk, name in colleagues:
        by_name.setdefault(fold(name), []).append(pk)
    found = [_one(written, by_name) for written in _CALL.findall(text)]
    return list(dict.fromkeys(found))


def _one(written: str, by_name: dict[str, list[int]]) -> int:
    words = fold(written)
    for name in sorted(by_name, key=len, reverse=True):
        if words.startswith(name) and not words[len(name) : len(name) + 1].isalnum():
            if len(by_name[name]) > 1:
                raise SeveralOfThatName(SeveralOfThatName.__doc__)
            return by_name[name][0]
    raise NobodyOfThatName(NobodyOfThatName.__doc__)
