"""Writers of one process wait for each other in a queue instead of polling the file, and share waits for the disk.

SQLite lets one connection write at a time; the others sleep in steps of up to 100 ms and look
again, so four threads of a web process leave the disk idle and some requests wait far longer
than their turn. A lock of the process wakes the next writer at once; other processes
(worker, commands) still meet at the file. The turn ends before the disk has answered (`disk.py`);
single statements outside a transaction are synced by SQLite itself.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from motcua.kernel.sqlite.disk import Disk

_FULL = 2
_TURNS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_DISKS: dict[str, Disk] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose write transactions of one process follow one another."""

    _turn: threading.Lock | None = None
    _disk: Disk | None = None
    # Rows this connection had ever changed when its transaction began; None outside a transaction we sync.
    _changes: int | None = None
    _schema: int | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        opened = super().get_new_connection(conn_params)
        said = [opened.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
        name = str(self.settings_dict["NAME"])
        self._disk = _DISKS.setdefault(name, Disk(name)) if said == ["wal", _FULL] else None
        self._changes = self._schema = None
        return opened

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            if self._turn is not None and self._disk is not None:
                self.connection.execute("PRAGMA synchronous=NORMAL")
                self._changes = self.connection.total_changes
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django has it; the stubs do not
        except BaseException:
            self._end_transaction()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # Django has it; the stubs do not
        if self._disk is None or self._changes is None or not self._has_written(self._changes):
            return
        number = self._disk.committed()
        self._end_transaction()
        try:
            self._disk.wait_for(number)
        except OSError as failure:
            raise OperationalError("disk I/O error") from failure

    def _has_written(self, changes: int) -> bool:
        """Whether the transaction wrote anything; changes of the schema are not counted as rows."""
        (schema,) = self.connection.execute("PRAGMA schema_version").fetchone()
        was, self._schema = self._schema, schema
        return self.connection.total_changes != changes or schema != was

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        super().set_autocommit(autocommit, *args, **kwargs)
        if autocommit:
            self._end_transaction()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self.connection is None:
                self._end_transaction()

    def _take_turn(self) -> None:
        """Only who begins by writing: a long read in a deferred transaction holds nobody up."""
        if self._turn is not None or self.transaction_mode != "IMMEDIATE":
            return
        turn = _TURNS[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 20)):
            raise OperationalError("database is locked")
        self._turn = turn

    def _end_transaction(self) -> None:
        """Single statements are synced by SQLite again; the next writer's turn begins."""
        if self._changes is not None:
            self._changes = None
            if self.connection is not None:
                self.connection.execute("PRAGMA synchronous=FULL")
        if self._turn is not None:
            turn, self._turn = self._turn, None
            turn.release()
