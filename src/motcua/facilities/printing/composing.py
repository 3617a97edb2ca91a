"""What stands on a ticket, in the words of the visitor."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.facilities.printing import phone
from motcua.facilities.printing.models import Printer
from motcua.facilities.printing.picture import Ticket
from motcua.facilities.promises.foretelling import promise
from motcua.facilities.queueing import queries
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.queries import GroupLine, Snapshot
from motcua.kernel.clock import VIETNAM

_FIRST_SHOWN = 3


def compose(visit: Visit, at: datetime) -> Ticket:
    """The ticket of a number, as the hall is at this moment. Always in Vietnamese: it is the law's language."""
    row = visit.requests.select_related("group").get(place=1)
    hall = queries.snapshot(visit.hall_id, at)
    group = hall.group(row.group_id) if hall else None
    with override("vi"):
        return Ticket(
            office=_office(visit),
            label=row.label,
            group=_group(row, hall),
            lines=(*_ahead(row, group), *_wait(visit, at), *_first(row, group)),
            url=phone.address_of(visit.token),
            foot=_foot(at, has_code=bool(phone.address_of(visit.token))),
        )


def sample(printer: Printer, at: datetime) -> Ticket:
    """To see whether the printer works; no number."""
    with override("vi"):
        return Ticket(
            office=(printer.one_stop.name,),
            label=_("IN THỬ"),
            group=printer.name,
            lines=(
                _("Chữ có dấu: ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự đ"),
                _("Phiếu này không phải là số thứ tự."),
            ),
            url="",
            foot=_foot(at, has_code=False),
        )


def _office(visit: Visit) -> tuple[str, ...]:
    one_stop = visit.hall.one_stop
    names = (one_stop.serves.name, str(visit.hall))
    return names if names[0] != names[1] else names[:1]


def _group(row: ServiceRequest, hall: Snapshot | None) -> str:
    counters = [one.number for one in hall.counters if row.group_id in one.group_ids] if hall else []
    if not counters:
        return row.group.name
    return _("%(group)s · quầy %(counters)s") % {
        "group": row.group.name,
        "counters": ", ".join(map(str, sorted(counters))),
    }


def _ahead(row: ServiceRequest, group: GroupLine | None) -> tuple[str, ...]:
    """Everybody in the line but who holds this very ticket, which waits only once it is printed."""
    count = sum(1 for one in group.waiting if one.request_id != row.pk) if group else 0
    if row.rank and group:
        count = sum(1 for one in group.waiting if one.request_id != row.pk and one.priority)
    return (
        _("Trước ông/bà còn %(count)s người") % {"count": count} if count else _("Trước ông/bà không còn ai"),
    )


def _wait(visit: Visit, at: datetime) -> tuple[str, ...]:
    """The range and when it ends; nothing where nothing can be foretold."""
    told = promise(visit, at)
    if told is None:
        return ()
    until = (told.told_at + timedelta(minutes=told.high)).astimezone(VIETNAM)
    said = {"low": told.low, "high": told.high, "until": f"{until:%H:%M}"}
    if told.high <= 1:
        return (_("Mời chờ gọi số ngay"),)
    return (_("Chờ khoảng %(low)s–%(high)s phút (đến %(until)s)") % said,)


def _first(row: ServiceRequest, group: GroupLine | None) -> tuple[str, ...]:
    """Who may go first, said beforehand."""
    if group is None or row.rank:
        return ()
    waiting = [one for one in group.waiting if one.request_id != row.pk]
    labels = [one.label for one in waiting if one.priority or one.appointment_at][:_FIRST_SHOWN]
    if labels:
        return (_("Số %(labels)s có thể được gọi trước (ưu tiên, có hẹn).") % {"labels": ", ".join(labels)},)
    return (_("Người ưu tiên, có hẹn có thể được gọi trước."),)


def _foot(at: datetime, *, has_code: bool) -> str:
    when = f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    return _("Quét để xem lượt trên điện thoại · %(when)s") % {"when": when} if has_code else when
