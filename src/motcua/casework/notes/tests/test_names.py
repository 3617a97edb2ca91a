from __future__ import annotations

import pytest

from motcua.casework.notes.names import NobodyOfThatName, SeveralOfThatName, called_in

PEOPLE = [(1, "Trần Thị Mẫu"), (2, "Trần Thị"), (3, "Lê Thử"), (4, "Ngô Đôi"), (5, "Ngô Đôi")]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Trần Thị Mẫu xem giúp", [1]),
        ("Nhờ @tran thi mau, và @Lê Thử.", [1, 3]),
        ("@Trần Thị xem", [2]),
        ("@Lê Thử @Lê Thử", [3]),
        ("(@Lê Thử)", [3]),
        ("gửi vidu@example.com lúc 9h", []),
        ("không nhắc ai", []),
        ("@ rời", []),
    ],
)
def test_whom_a_text_calls(text, called):
    assert called_in(text, PEOPLE) == called


@pytest.mark.parametrize(
    ("text", "failure"),
    [("@Ai Đó", NobodyOfThatName), ("@Lê Thửx", NobodyOfThatName), ("@Ngô Đôi", SeveralOfThatName)],
)
def test_a_name_that_calls_nobody_is_said(text, failure):
    with pytest.raises(failure):
        called_in(text, PEOPLE)
