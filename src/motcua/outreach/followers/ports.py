"""The plug for whatever carries short messages to telephones. What a failure says holds no number and no text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Text:
    """One short message on its way. The same key is the same message."""

    key: str
    to: str
    text: str


class Texter(Protocol):
    """Fails as a mailer does (`notifications.ports`). `is_remote`: sending may take long."""

    is_remote: bool

    def send(self, text: Text) -> None: ...
