"""Slow servers do not hold up the worker: what talks to them gets a thread, one at a time for each name."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connection

Stop = Callable[[], bool]

_log = logging.getLogger(__name__)
_carriers: dict[str, threading.Thread] = {}


def carry(name: str, work: Callable[[Stop], object]) -> None:
    """Do `work` beside the worker unless it is being done; it asks its argument whether the worker is stopping."""
    under_way = _carriers.get(name)
    if under_way is None or not under_way.is_alive():
        _carriers[name] = threading.Thread(target=_carry, args=[work], name=name)
        _carriers[name].start()


def _carry(work: Callable[[Stop], object]) -> None:
    try:
        work(_is_ending)
    except Exception:
        _log.exception("letters not sent; they wait for the next round")
    finally:
        connection.close()


def _is_ending() -> bool:
    """Whether the worker is stopping: what is left is sent when it runs again."""
    return not threading.main_thread().is_alive()
