"""What a visitor shows or types at the ticket kiosk: a card, a receipt, the code of an appointment."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.channels.kiosk import paper
from motcua.channels.kiosk.known import Known, group_of_receipt, holder_of
from motcua.channels.kiosk.place import hall_of
from motcua.channels.kiosk.screens import address_of, refused, screen
from motcua.directory.devices.doors import device_required
from motcua.facilities.booking.actions import arrive_with
from motcua.facilities.booking.rules import read_code
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Hall
from motcua.kernel import clock
from motcua.kernel.limits.actions import give_back, within_limit

MOST_WRONG_CODES, SPAN = 20, timedelta(minutes=10)


class TooManyCodes(HallRefusal):
    """Máy này đã nhận nhiều mã không dùng được. Đợi mười phút, hoặc gọi người giúp."""


@device_required("kiosk")
@require_POST
def scanned(request: HttpRequest) -> HttpResponse:
    """What the scan slot read: a card says who may go first, a receipt where to go, an appointment gets its number."""
    hall, text = _hall(request), request.POST.get("text", "")[:2000]
    holder = holder_of(text, clock.today())
    group = None if holder else group_of_receipt(text.strip(), hall.pk)
    if holder is not None or group is not None:
        return screen(request, "kiosk/known.html", known=holder or Known(), only=group.pk if group else None)
    code = read_code(text)
    if not code:
        return refused(request, _("Không đọc được mã này. Mời chạm vào việc cần làm."), 422)
    try:
        return _numbered(request, hall, code)
    except HallRefusal as refusal:
        return refused(request, str(refusal), _status(refusal))


@device_required("kiosk")
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """The code of an appointment, typed or scanned: its number comes out at once."""
    template = "kiosk/appointment.html"
    if request.method != "POST":
        return screen(request, template)
    hall, typed = _hall(request), request.POST.get("code", "")[:40].strip()
    code = read_code(typed)
    if not code:
        return screen(request, template, typed=typed, error=_("Mã hẹn có 8 chữ số."), status=422)
    try:
        return _numbered(request, hall, code)
    except HallRefusal as refusal:
        return screen(request, template, typed=typed, error=str(refusal), status=_status(refusal))


def _numbered(request: HttpRequest, hall: Hall, code: str) -> HttpResponse:
    """The number of an appointment, on paper where there is a printer.

    Every code that gets no number counts against the machine, so that nobody finds one by trying.
    """
    at = clock.now()
    purpose, caller = "kiosk.code", f"device:{request.device.pk}"  # type: ignore[attr-defined]
    if not within_limit(purpose=purpose, caller=caller, most=MOST_WRONG_CODES, span=SPAN, at=at):
        raise TooManyCodes
    visit = arrive_with(code=code, hall_id=hall.pk, by=By(None, at))
    give_back(purpose=purpose, caller=caller)
    why = paper.print_ticket(hall, visit, By(None, at))
    return redirect(address_of(request, visit.token, why_no_paper=why))


def _status(refusal: HallRefusal) -> int:
    return 429 if isinstance(refusal, TooManyCodes) else 422


def _hall(request: HttpRequest) -> Hall:
    hall = hall_of(request.device)  # type: ignore[attr-defined]
    if hall is None:
        raise Http404
    return hall
