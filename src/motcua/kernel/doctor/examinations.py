"""Which examinations the kernel brings, in the order in which they are read best."""

from __future__ import annotations

from motcua.kernel.doctor import database, journal, machine
from motcua.kernel.doctor.checkup import register


def install() -> None:
    """Called once at start-up."""
    register("cơ sở dữ liệu", database.reachable)
    register("phiên bản dữ liệu", database.migrated)
    register("thiết lập SQLite", database.pragmas)
    register("vai trò PostgreSQL", database.roles)
    register("khóa nhật ký", journal.guarded)
    register("niêm phong", journal.sealed)
    register("việc sau sự kiện", journal.dispatched)
    register("việc định kỳ", journal.duties)
    register("ổ đĩa", machine.disk)
    register("đồng hồ", machine.clock)
    register("phông chữ", machine.fonts)
