"""Thermal printers that speak ESC/POS: asked how they are, fed, and asked again once the paper is out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from motcua.adapters.escpos.lines import Line, to_device, to_port
from motcua.facilities.printing.addresses import NotAPrinter, device_path, network_place
from motcua.facilities.printing.choices import Kind, Readiness
from motcua.facilities.printing.ports import PrintFailure, TicketPrinter

ANSWER_SECONDS, SEND_SECONDS, PRINT_SECONDS = 1.0, 5.0, 8.0
_ASK_OFFLINE, _ASK_PAPER = b"\x10\x04\x02", b"\x10\x04\x04"  # answered at once, even in the middle of a job
_ASK_WHEN_DONE = b"\x1dr\x01"  # answered when everything before it was printed
_NO_PAPER, _COVER_OPEN, _STOPPED, _FAULT = 0x60, 0x04, 0x20, 0x40
_PAPER_AT_END = 0x0C
Way = Callable[[], AbstractContextManager[Line]]


class EscPosPrinter:
    """One connection for each question and each paper: what hangs takes nothing along with it."""

    is_fake = False

    def __init__(self, way: Way) -> None:
        self._way = way

    def readiness(self) -> Readiness:
        try:
            with self._way() as line:
                return _asked(line)
        except OSError:
            return Readiness.UNREACHABLE

    def print(self, content: bytes, *, key: str) -> None:
        del key  # paper cannot be asked what is on it; whoever calls prints a key once
        sent = False
        try:
            with self._way() as line:
                found = _asked(line)
                if found != Readiness.READY:
                    raise PrintFailure(found)
                sent = True
                line.send(content + _ASK_WHEN_DONE, SEND_SECONDS)
                said = line.answer(PRINT_SECONDS)
        except OSError:
            raise PrintFailure(Readiness.BROKE_OFF if sent else Readiness.UNREACHABLE) from None
        if not said or said[-1] & _PAPER_AT_END == _PAPER_AT_END:
            raise PrintFailure(Readiness.BROKE_OFF)


def _asked(line: Line) -> Readiness:
    """A printer that says nothing is not one: tickets need to know of the paper."""
    answers = []
    for question in (_ASK_OFFLINE, _ASK_PAPER):
        line.send(question, ANSWER_SECONDS)
        said = line.answer(ANSWER_SECONDS)
        if not said:
            return Readiness.UNREACHABLE
        answers.append(said[-1])
    offline, paper = answers
    if paper & _NO_PAPER or offline & _STOPPED:
        return Readiness.NO_PAPER
    return Readiness.NOT_READY if offline & (_COVER_OPEN | _FAULT) else Readiness.READY


class NoPrinter:
    """An address that leads to no printer: kept before the rules were made, or changed by hand."""

    is_fake = False

    def readiness(self) -> Readiness:
        return Readiness.UNREACHABLE

    def print(self, content: bytes, *, key: str) -> None:
        raise PrintFailure(Readiness.UNREACHABLE)


def open_printer(kind: str, address: str) -> TicketPrinter:
    """The printer of a row; its address is judged again each time."""
    try:
        if kind == Kind.NETWORK:
            place = network_place(address)
            return EscPosPrinter(lambda: to_port(place.host, place.port))
        path = device_path(address)
        return EscPosPrinter(lambda: to_device(path))
    except NotAPrinter:
        return NoPrinter()
