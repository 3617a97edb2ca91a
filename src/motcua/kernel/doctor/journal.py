"""The log and the worker: guarded, sealed, nothing stuck."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from motcua.kernel import clock
from motcua.kernel.doctor.checkup import Finding, error, ok, warning
from motcua.kernel.events import append_only, retry
from motcua.kernel.events.models import Dispatch, Event, PeriodicRun, Seal
from motcua.kernel.events.models.dispatch import DispatchState

SEAL_LATE = timedelta(hours=26)
WORKER_LATE = timedelta(minutes=10)


def guarded() -> Iterator[Finding]:
    """Whether every append-only table has its triggers."""
    if missing := append_only.missing():
        yield error(
            f"bảng không được khóa chống sửa: {', '.join(missing)}",
            "chạy motcua migrate, rồi motcua audit verify",
        )
    else:
        yield ok("mọi bảng chỉ-ghi-thêm đều được khóa")


def sealed() -> Iterator[Finding]:
    """How old the last seal is."""
    last = Seal.objects.order_by("-id").first()
    if last is None:
        if Event.objects.exists():
            yield warning(
                "nhật ký chưa từng được niêm phong",
                "chạy tiến trình nền (motcua serve) hoặc motcua audit seal",
            )
        else:
            yield ok("nhật ký còn trống")
    elif clock.now() - last.sealed_at > SEAL_LATE:
        yield warning(
            f"niêm phong gần nhất là ngày {last.day:%d/%m/%Y}", "kiểm tra tiến trình nền có chạy không"
        )
    else:
        yield ok(f"niêm phong gần nhất ngày {last.day:%d/%m/%Y}")


def dispatched() -> Iterator[Finding]:
    """Whether the worker keeps up."""
    if stuck := retry.stuck().count():
        yield error(f"{stuck} việc bị kẹt", "mở trang Nhật ký › Việc bị kẹt, sửa nguyên nhân rồi bấm Thử lại")
    late = Dispatch.objects.filter(state=DispatchState.WAITING, next_at__lt=clock.now() - WORKER_LATE).count()
    if late:
        yield warning(f"{late} việc đến hạn đã lâu chưa làm", "kiểm tra tiến trình nền có chạy không")
    if not stuck and not late:
        yield ok("không có việc kẹt hay trễ")


def duties() -> Iterator[Finding]:
    """Periodic duties that failed when they last ran."""
    for row in PeriodicRun.objects.exclude(last_error=""):
        yield warning(
            f"việc định kỳ {row.name} hỏng: {row.last_error.splitlines()[0]}",
            "sửa nguyên nhân; sẽ tự thử lại",
        )
