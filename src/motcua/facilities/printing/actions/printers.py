"""Printers of a one-stop are named, changed, taken out of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.directory.agencies.models import OneStop
from motcua.directory.identity.refusal import Refused
from motcua.facilities.printing.addresses import NotAPrinter, device_path, network_place
from motcua.facilities.printing.choices import Kind
from motcua.facilities.printing.events import PrinterRemoved, PrinterSaved
from motcua.facilities.printing.models import Printer, subject_of
from motcua.kernel.events import log
from motcua.kernel.text import clean


class WrongAddress(Refused):
    """Chỉ nhận địa chỉ máy in trong mạng nội bộ (ví dụ 192.168.1.50 hoặc 192.168.1.50:9100), hoặc /dev/usb/lp0 với máy in cắm USB."""


class PrinterTaken(Refused):
    """Máy in ở địa chỉ này đã được khai."""


class PrinterGone(Refused):
    """Máy in này đã thôi dùng."""


@dataclass(frozen=True, kw_only=True)
class NewPrinter:
    """What is said of a printer."""

    name: str
    kind: str
    address: str


def address_of(kind: str, text: str) -> str:
    """The address in its one way of writing. Raises WrongAddress."""
    try:
        if kind == Kind.NETWORK:
            return str(network_place(text))
        return device_path(text) if kind == Kind.DEVICE else text.strip()[:20]
    except NotAPrinter:
        raise WrongAddress from None


@transaction.atomic
def save_printer(
    *, one_stop: OneStop, new: NewPrinter, at: datetime, actor_id: int, printer: Printer | None = None
) -> Printer:
    """A further printer, or another name or address of one. Raises WrongAddress, PrinterTaken, PrinterGone."""
    if printer is not None and printer.removed_at is not None:
        raise PrinterGone
    row = printer or Printer(one_stop=one_stop, added_at=at)
    row.name, row.kind, row.address = clean(new.name), new.kind, address_of(new.kind, new.address)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise PrinterTaken from None
    said = PrinterSaved(printer_id=row.pk, one_stop_id=one_stop.pk, reached_by=row.kind, address=row.address)
    _publish(said, row, at, actor_id)
    return row


@transaction.atomic
def remove_printer(*, printer: Printer, at: datetime, actor_id: int) -> Printer:
    """Take it out of use; its papers stay in the books. Raises PrinterGone."""
    if not Printer.objects.filter(pk=printer.pk, removed_at__isnull=True).update(removed_at=at):
        raise PrinterGone
    printer.removed_at = at
    _publish(PrinterRemoved(printer_id=printer.pk), printer, at, actor_id)
    return printer


def _publish(fact: PrinterSaved | PrinterRemoved, printer: Printer, at: datetime, actor_id: int) -> None:
    log.publish(
        fact,
        subject=subject_of(printer.pk),
        happened_at=at,
        actor_id=actor_id,
        agency_id=printer.one_stop.agency_id,
    )
