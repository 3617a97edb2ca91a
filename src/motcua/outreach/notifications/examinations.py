"""What `motcua doctor` says about messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.doctor.checkup import Finding, error, ok, register, warning
from motcua.kernel.ui.words import instant
from motcua.outreach.notifications import mailing, queries

_LONG_DOWN = timedelta(hours=1)


def install() -> None:
    """Called once when the app is ready."""
    register("thư báo cho người dân", letters)


def letters() -> Iterator[Finding]:
    """Whether letters can go out, and whether they do."""
    trouble = queries.outage()
    if not mailing.can_mail():
        yield warning(
            "chưa khai báo máy chủ thư, người dân chỉ được báo qua điện thoại", "đặt MOTCUA_SMTP_URL"
        )
    elif settings.MAILER and not settings.PUBLIC_URL:
        yield warning("thư không có đường dẫn tra cứu", "đặt MOTCUA_PUBLIC_URL")
    elif trouble and clock.now() - trouble.since > _LONG_DOWN:
        yield error(
            f"máy chủ thư không nhận thư từ {instant(trouble.since)}: {trouble.last_error}",
            "sửa máy chủ thư hoặc MOTCUA_SMTP_URL; các thư đang chờ sẽ tự đi",
        )
    else:
        yield ok("thư báo cho người dân")
    if stuck := queries.failed_everywhere():
        yield warning(f"{stuck} thư gửi không được", "mở trang Báo tin, sửa nguyên nhân rồi bấm Thử lại")
