"""The plug for whatever carries letters out. An adapter implements `Mailer`; `fake.py` is the fake.

What a failure says is written into rows and logs: codes and fixed words only, never an
address nor the server's own text, which likes to quote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """One letter on its way. `key` is made of event and reaction: the same key is the same letter."""

    key: str
    to: str
    subject: str
    text: str


class MailFailure(Exception):
    """Thư không gửi được."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TemporaryFailure(MailFailure):
    """This letter could not be taken now; later it may."""


class ServerUnavailable(TemporaryFailure):
    """No letter at all can be taken now: nothing is wrong with this one."""


class PermanentFailure(MailFailure):
    """This letter will never be taken, however often it is tried."""


class Mailer(Protocol):
    """`is_remote`: sending may take long, so it must not hold up the worker."""

    is_remote: bool

    def send(self, mail: Mail) -> None:
        """Hand the letter over; raises TemporaryFailure, ServerUnavailable or PermanentFailure."""
        ...
