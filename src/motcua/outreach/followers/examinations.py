"""What `motcua doctor` says about messages to who follows a number or a feedback."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from motcua.kernel.doctor.checkup import Finding, error, ok, register, warning
from motcua.kernel.ui.words import instant
from motcua.outreach.followers import carriers, queries

# So many in a row are the gateway's doing, not that of numbers typed wrong.
_IN_A_ROW = 3


def install() -> None:
    """Called once when the app is ready."""
    register("tin nhắn cho người theo dõi", messages)


def messages() -> Iterator[Finding]:
    """Whether short messages can go out, and whether they do. A gateway is an office's to choose (decision 32)."""
    if not carriers.can_text():
        yield ok("không dùng cổng nhắn tin: người chờ số được báo bằng thư hoặc trên trang số")
    elif settings.TEXTER and not settings.PUBLIC_URL:
        yield warning("tin nhắn không có đường dẫn đến trang số", "đặt MOTCUA_PUBLIC_URL")
    elif len(refused := queries.texts_refused_in_a_row()) >= _IN_A_ROW:
        yield error(
            f"cổng nhắn tin không gửi được {len(refused)} tin liền, từ {instant(refused[-1].happened_at)}:"
            f" {refused[0].last_error}",
            "sửa cổng nhắn tin, MOTCUA_SMS_URL hoặc MOTCUA_SMS_TOKEN",
        )
    else:
        yield ok("tin nhắn cho người theo dõi")
    if stuck := queries.failed_everywhere():
        yield warning(
            f"{stuck} tin nhắn gửi không được",
            "mở trang Tin nhắn chưa gửi được, sửa nguyên nhân rồi bấm Thử lại",
        )
