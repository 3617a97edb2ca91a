"""One sync of the disk for several transactions of one process.

With `synchronous=FULL` SQLite waits for the disk inside each commit, while everybody else waits to
write. Here a transaction is over once it stands in the write-ahead log, the next one begins, and only
then does the first wait for the disk, before anybody is told that it was saved. The file grows at its
end, so one sync covers all who committed before it began.
"""

from __future__ import annotations

import os
import threading

_to_disk = getattr(os, "fdatasync", os.fsync)


class Disk:
    """The write-ahead log of one database, as this process waits for it."""

    def __init__(self, database: str) -> None:
        self._path = f"{database}-wal"
        self._one_at_a_time = threading.Lock()
        self._committed = self._synced = 0

    def committed(self) -> int:
        """The number of a transaction just committed; its writer's turn is not over yet."""
        self._committed += 1
        return self._committed

    def wait_for(self, number: int) -> None:
        """Return once the transaction of this number is on the disk. Raises OSError when the disk fails.

        A checkpoint that empties the log in between has synced it first.
        """
        with self._one_at_a_time:
            if self._synced >= number:
                return
            covered = self._committed
            log = os.open(self._path, os.O_RDONLY)
            try:
                _to_disk(log)
            finally:
                os.close(log)
            self._synced = covered
