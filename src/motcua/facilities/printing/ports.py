"""The plug for ticket printers. An adapter implements `TicketPrinter`; `fake.py` is the fake."""

from __future__ import annotations

from typing import Protocol

from motcua.facilities.printing.choices import Readiness


class PrintFailure(Exception):
    """Phiếu không in được; `why` says as much as the printer did."""

    def __init__(self, why: Readiness) -> None:
        super().__init__(why.value)
        self.why = why


class TicketPrinter(Protocol):
    """`is_fake`: nothing comes out on paper, and every page says so."""

    is_fake: bool

    def readiness(self) -> Readiness:
        """What the printer says now; never raises."""
        ...

    def print(self, content: bytes, *, key: str) -> None:
        """Returns once the printer says the paper is out. The same key is the same paper.

        Raises PrintFailure: BROKE_OFF when part of it may be on paper, else nothing was sent.
        """
        ...
