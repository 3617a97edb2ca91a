"""When the database cannot take a write, people hear "not saved", never "error"."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from motcua.kernel.ui import errors
from motcua.kernel.ui.errors import Trouble

_log = logging.getLogger(__name__)

# PostgreSQL error codes (class 53: insufficient resources) and SQLite's own words
_FULL_CODES = ("53100", "53200")
_FULL_WORDS = "database or disk is full"

FULL = Trouble(
    gettext_noop("Chưa lưu: máy chủ hết chỗ"),
    gettext_noop(
        "Ổ đĩa của máy chủ đã đầy nên việc vừa làm chưa được lưu. Dữ liệu đã lưu trước đó vẫn còn nguyên."
    ),
    (
        gettext_noop("Giữ lại giấy tờ, báo ngay người quản trị máy chủ."),
        gettext_noop("Khi máy chủ có chỗ, gửi lại: việc này không bị ghi hai lần."),
    ),
)
BUSY = Trouble(
    gettext_noop("Chưa lưu: cơ sở dữ liệu chưa trả lời"),
    gettext_noop("Việc vừa làm chưa được lưu. Dữ liệu đã lưu trước đó vẫn còn nguyên."),
    (
        gettext_noop("Chờ một phút, quay lại trang trước rồi gửi lại."),
        gettext_noop("Gửi lại không làm việc này bị ghi hai lần."),
    ),
)


def is_full(failure: OperationalError) -> bool:
    """Whether the disk or the database's own limit refused the write."""
    code = getattr(failure.__cause__, "sqlstate", "") or ""
    return code in _FULL_CODES or _FULL_WORDS in str(failure)


class NotSavedAnswer:
    """Turns a failure of the database itself into a page that says what was and was not kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        if not isinstance(failure, OperationalError):
            return None
        full = is_full(failure)
        _log.error("not saved: %s", "disk full" if full else type(failure.__cause__).__name__)
        answer = errors.answer(request, 507 if full else 503, trouble=FULL if full else BUSY)
        answer.headers["Retry-After"] = "60"
        return answer
