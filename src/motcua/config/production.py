"""Whether the settings are fit for a real office; one of the doctor's examinations."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from motcua.config import env
from motcua.kernel.doctor.checkup import Finding, error, ok, warning


def examine() -> Iterator[Finding]:
    """Settings that must not stay as they are for evaluation."""
    if env.read("MOTCUA_MODE") != "prod":
        yield warning(
            "đang chạy ở chế độ đánh giá (MOTCUA_MODE khác prod)", "đặt MOTCUA_MODE=prod khi dùng thật"
        )
        return
    if not settings.PUBLIC_URL.startswith("https://"):
        yield error(
            "MOTCUA_PUBLIC_URL chưa là địa chỉ https", "đặt địa chỉ người dân truy cập, dùng cho mã QR"
        )
    if not env.read_int("MOTCUA_TRUSTED_PROXIES"):
        yield warning(
            "MOTCUA_TRUSTED_PROXIES = 0",
            "đặt số máy chủ trung gian, nếu không mọi người có chung một địa chỉ",
        )
    for message in checks.run_checks(include_deployment_checks=True):
        if message.is_serious() and not message.is_silenced():
            yield error(f"{message.id}: {message.msg}", str(message.hint or "xem tài liệu triển khai"))
    yield ok("thiết lập cho môi trường thật")
