"""Writers of one process wait for each other in a queue instead of polling the file.

SQLite lets one connection write at a time; the others sleep in steps of up to 100 ms and look
again, so four threads of a web process leave the disk idle and some requests wait far longer
than their turn. A lock of the process wakes the next writer at once; other processes
(worker, commands) still meet at the file.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_TURNS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose write transactions of one process follow one another."""

    _turn: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django has it; the stubs do not
        except BaseException:
            self._give_turn()
            raise

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        super().set_autocommit(autocommit, *args, **kwargs)
        if autocommit:
            self._give_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self.connection is None:
                self._give_turn()

    def _take_turn(self) -> None:
        """Only who begins by writing: a long read in a deferred transaction holds nobody up."""
        if self._turn is not None or self.transaction_mode != "IMMEDIATE":
            return
        turn = _TURNS[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 20)):
            raise OperationalError("database is locked")
        self._turn = turn

    def _give_turn(self) -> None:
        if self._turn is not None:
            turn, self._turn = self._turn, None
            turn.release()
