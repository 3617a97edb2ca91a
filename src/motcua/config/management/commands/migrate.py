"""Django's migrate, as the owner of the tables where PostgreSQL has one."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand

from motcua.config import roles


class Command(MigrateCommand):
    help = (
        "Nâng cấp cơ sở dữ liệu. Trên PostgreSQL, khi có DATABASE_OWNER_URL thì chạy bằng vai trò chủ sở hữu "
        "rồi cấp cho vai trò phục vụ các quyền không gồm sửa, xóa nhật ký."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with roles.as_owner():
            super().handle(*args, **options)
            if roles.has_owner():
                roles.grant_serving_role()
