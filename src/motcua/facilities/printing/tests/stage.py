"""Printers to test with."""

from __future__ import annotations

from motcua.directory.agencies.models import OneStop
from motcua.facilities.printing.actions import NewPrinter, save_printer
from motcua.facilities.printing.models import Printer
from motcua.facilities.queueing.tests.stage import minutes


def make_printer(one_stop: OneStop, address: str = "ready", kind: str = "fake", **said: object) -> Printer:
    new = NewPrinter(name=str(said.get("name", "Máy lấy số Mẫu")), kind=kind, address=address)
    return save_printer(one_stop=one_stop, new=new, at=minutes(-60), actor_id=1)


def turn(printer: Printer, state: str) -> Printer:
    """Let the fake printer fail, or work again."""
    Printer.objects.filter(pk=printer.pk).update(address=state)
    printer.refresh_from_db()
    return printer
