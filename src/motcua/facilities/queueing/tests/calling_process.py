"""One counter in a process of its own: calls and finishes until nobody waits, and says whom it called."""

from __future__ import annotations

import sys
from datetime import datetime
from importlib import import_module

import django


def main(counter_id: int, officer_id: int, at: datetime) -> None:
    django.setup()
    actions = import_module("motcua.facilities.queueing.actions")  # only once Django is set up
    by = import_module("motcua.facilities.halls.actions").By(officer_id, at)
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        try:
            row = actions.call_next(counter_id=counter_id, by=by)
        except actions.NobodyWaits:
            return
        print(row.pk, flush=True)
        actions.finish(request_id=row.pk, by=by)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
