"""Two doors for every button of a hall: at a counter, and of the hall as a whole.

Pages and scripts post to them alike. Whoever accepts JSON is answered in JSON; a page is sent back
to where it came from (`next`), or shown why nothing was done.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import denied, officer_required
from motcua.facilities.halls import permissions, queries
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall, HallCounter
from motcua.facilities.queueing.desk.verbs import COUNTER_VERBS, HALL_VERBS, SUPERVISOR_VERBS, DeskVerb
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.kernel import clock
from motcua.kernel.ui import errors
from motcua.kernel.ui.fields import ClientForm

_REFUSED = errors.Trouble(
    gettext_noop("Chưa thực hiện được"),
    gettext_noop("Hàng chờ đã thay đổi. Chưa có gì được lưu."),
    (gettext_noop("Quay lại trang trước và xem hàng chờ hiện nay."),),
)


@officer_required()
@require_POST
def at_counter(request: HttpRequest, counter_id: int, verb: str) -> HttpResponse:
    """A button at one counter: for officers who receive at that one-stop."""
    place = queries.hall_of_counter(counter_id)
    known = COUNTER_VERBS.get(verb)
    if place is None or known is None:
        raise Http404
    hall = seen(request, place.hall)
    if not permissions.may_serve(request.officer, hall, clock.today()):  # type: ignore[attr-defined]
        return denied(request, _("Quầy dành cho công chức một cửa của nơi này."))
    return _done(request, known, verb, hall, place.pk)


@officer_required()
@require_POST
def in_hall(request: HttpRequest, hall_id: int, verb: str) -> HttpResponse:
    """A button of the hall: some for everybody who serves there, the rest for who runs it."""
    hall = seen(request, queries.halls_of_agencies(None).filter(pk=hall_id).first())
    if verb in HALL_VERBS:
        return _done(request, HALL_VERBS[verb], verb, hall, hall.pk)
    known = SUPERVISOR_VERBS.get(verb)
    if known is None:
        raise Http404
    if not permissions.may_supervise(request.officer, hall, clock.today()):  # type: ignore[attr-defined]
        return denied(request, _("Việc này dành cho phụ trách sảnh."))
    return _done(request, known, verb, hall, hall.pk)


def seen(request: HttpRequest, hall: Hall | None) -> Hall:
    """A hall this officer may look at; another's does not exist for them. Raises Http404."""
    if hall is None or not permissions.may_see(request.officer, hall, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    return hall


def _done(request: HttpRequest, known: DeskVerb, verb: str, hall: Hall, place: int) -> HttpResponse:
    form = known.form(request.POST)
    if not form.is_valid() or not _is_of(hall, form):
        return _refused(request, form)
    by = By(request.officer.pk, clock.now())  # type: ignore[attr-defined]
    answer = write_once(request, form, f"queueing.{verb}", lambda: _answer(known.act(place, form, by)))
    if answer is None:
        return _refused(request, form)
    return JsonResponse(answer) if _wants_json(request) else redirect(_back(request))


def _is_of(hall: Hall, form: ClientForm) -> bool:
    """Numbers, visits and counters of another hall do not exist here."""
    said = form.cleaned_data
    named = [
        (ServiceRequest, "request"),
        (Visit, "visit"),
        (HallCounter, "counter"),
    ]
    for model, name in named:
        if said.get(name) and not model.objects.filter(pk=said[name], hall=hall).exists():
            form.add_error(name, _("Không có số hoặc quầy này trong sảnh."))
    return not form.errors


def _answer(done: Any) -> dict[str, Any]:
    """What a script needs to go on: ids and the number, nothing of a person."""
    if isinstance(done, ServiceRequest):
        return {
            "request": done.pk,
            "visit": done.visit_id,
            "label": done.label,
            "state": done.state,
            "group": done.group_id,
            "procedure": done.procedure_id,
        }
    if isinstance(done, Visit):
        return {"visit": done.pk, "token": done.token, "letter": done.letter, "number": done.number}
    return {}


def _refused(request: HttpRequest, form: ClientForm) -> HttpResponse:
    fields = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    said = " ".join(text for texts in fields.values() for text in texts)
    if _wants_json(request):
        return JsonResponse({"error": said, "fields": fields}, status=422)
    return errors.answer(request, 422, trouble=_REFUSED, what=said)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/desk/"
