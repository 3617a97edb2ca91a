"""A small subject for the tests of the log: traces, on which things are noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Thread
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from motcua.kernel.events import append_only, log
from motcua.kernel.events.facts import fact
from motcua.kernel.events.models import Event, Statement

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@fact("trace.noted")
@dataclass(frozen=True, kw_only=True)
class Noted:
    """Đã ghi chú."""

    number: int


def note(number: int = 1, subject: str = "trace:1", **more: Any) -> Event:
    """State one fact in a transaction of its own."""
    with transaction.atomic():
        return log.publish(Noted(number=number), subject=subject, happened_at=AT, **more)


def statement_model() -> type[Statement]:
    """Some table of statements; the kernel does not know which apps keep them."""
    return next(model for model in apps.get_models() if issubclass(model, Statement))


def note_with_words(words: str = "một lời", subject: str = "trace:1") -> Statement:
    """State a fact that covers a statement."""
    with transaction.atomic():
        said = statement_model().write(subject=subject, purpose="note", body={"words": words})
        log.publish(Noted(number=1), subject=subject, happened_at=AT, statements=[said])
    return said


def execute(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@contextmanager
def guards_down() -> Iterator[None]:
    """What an administrator of the database could do: drop the triggers, and put them back afterwards."""
    for model in append_only.guarded_models():
        for name in append_only._triggers(connection, model):
            execute(append_only._drop(connection, name, model))
    yield
    append_only.install()


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run acts in threads at the same time; each one's answer, or the exception it raised."""
    answers: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            answers[place] = acts[place]()
        except Exception as failure:
            answers[place] = failure
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers
