"""Django's migrate, as the owner of the tables where PostgreSQL has one."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand

from motcua.casework.upkeep.actions.lay_on_process import lay_on_processes
from motcua.config import roles
from motcua.kernel import clock


class Command(MigrateCommand):
    """What a schema alone cannot bring up to date is done afterwards, by facts of its own in the log."""

    help = (
        "Nâng cấp cơ sở dữ liệu. Trên PostgreSQL, khi có DATABASE_OWNER_URL thì chạy bằng vai trò chủ sở hữu "
        "rồi cấp cho vai trò phục vụ các quyền không gồm sửa, xóa nhật ký."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with roles.as_owner():
            super().handle(*args, **options)
            if not options["app_label"] and not options["plan"] and not options["check_unapplied"]:
                lay_on_processes(clock.now())
            if roles.has_owner():
                roles.grant_serving_role()
