"""The database: reachable, new enough, migrated, set as the log needs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.kernel.doctor.checkup import Finding, error, ok, warning

LEAST_SQLITE = (3, 40)
LEAST_POSTGRES = 15


def reachable() -> Iterator[Finding]:
    """Whether the database answers, and its version."""
    engine: Any = connection  # the type of the proxy knows no engine
    engine.ensure_connection()
    if connection.vendor == "postgresql":
        major = engine.pg_version // 10000
        text = f"PostgreSQL {major}.{engine.pg_version % 10000}"
        wanted = major >= LEAST_POSTGRES
        advice = f"cần PostgreSQL {LEAST_POSTGRES} trở lên"
    else:
        version = engine.Database.sqlite_version_info
        text = f"SQLite {'.'.join(map(str, version))}"
        wanted = version[:2] >= LEAST_SQLITE
        advice = f"cần SQLite {'.'.join(map(str, LEAST_SQLITE))} trở lên"
    yield ok(text) if wanted else error(text, advice)


def migrated() -> Iterator[Finding]:
    """Whether the schema is that of this version."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield error(
            f"cơ sở dữ liệu còn {len(plan)} bước nâng cấp chưa chạy", "sao lưu rồi chạy motcua migrate"
        )
    else:
        yield ok("cơ sở dữ liệu đúng phiên bản")


def pragmas() -> Iterator[Finding]:
    """SQLite only: without these the log could be replaced, or lost with the power."""
    if connection.vendor != "sqlite":
        return
    wanted = {"recursive_triggers": 1, "foreign_keys": 1, "synchronous": 2, "journal_mode": "wal"}
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found == value:
                yield ok(f"SQLite {name} = {value}")
            else:
                yield error(
                    f"SQLite {name} = {found}, cần {value}", "kiểm tra thiết lập và ổ đĩa của cơ sở dữ liệu"
                )


def roles() -> Iterator[Finding]:
    """PostgreSQL only: whether the role that serves could rewrite the log."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('events_event', 'UPDATE, DELETE, TRUNCATE'),"
            " pg_has_role(tableowner::name, 'USAGE') FROM pg_tables WHERE tablename = 'events_event'"
        )
        may_rewrite, is_owner = cursor.fetchone() or (False, False)
    if may_rewrite or is_owner:
        yield warning(
            "vai trò đang phục vụ có quyền sửa bảng nhật ký (trigger vẫn chặn)",
            "đặt DATABASE_OWNER_URL cho vai trò chủ sở hữu và DATABASE_URL cho vai trò phục vụ, xem deploy/postgresql",
        )
    else:
        yield ok("vai trò phục vụ không có quyền sửa, xóa nhật ký")
