"""One hand-over list: on the screen, on paper, and what is done with it as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers.actions import By
from motcua.casework.handovers import actions, permissions, queries
from motcua.casework.handovers.choices import ListState
from motcua.casework.handovers.desk.forms import ScanForm
from motcua.casework.handovers.desk.shared import done_once, note_reads, opened
from motcua.casework.handovers.models import HandOverList
from motcua.casework.slips import handing
from motcua.casework.slips.desk.views import as_pdf
from motcua.directory.agencies.doors import denied, officer_required
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.ui.fields import ClientForm

MAY_SEE = officer_required(*permissions.ROLES)


@dataclass(frozen=True)
class Verb:
    """What is done with a whole list, by which side."""

    act: Any
    by_sender: bool
    done: Any


VERBS = {
    "dispatch": Verb(actions.dispatch_list, True, _("Đã ghi là đã gửi. Người nhận thấy danh sách này.")),
    "withdraw": Verb(actions.withdraw_list, True, _("Đã hủy danh sách; hồ sơ trở lại chỗ chờ chuyển.")),
    "close": Verb(actions.close_list, False, _("Đã kết thúc nhận theo danh sách này.")),
}


_TONES = {"made": "warn", "sent": "info", "closed": "ok"}


@MAY_SEE
@require_safe
def page(request: HttpRequest, list_id: int) -> HttpResponse:
    return shown(request, opened(request, list_id), ScanForm())


def shown(request: HttpRequest, hand_over_list: HandOverList, form: ScanForm, **more: Any) -> HttpResponse:
    """The page, or with `?part=scanned` only what a scan changes on it."""
    context = about(request, hand_over_list) | {"form": form} | more
    part = request.GET.get("part") == "scanned"
    template = "handovers/desk/scanned.html" if part else "handovers/desk/list.html"
    return render(request, template, context, status=422 if form.errors and not part else 200)


def about(request: HttpRequest, hand_over_list: HandOverList) -> dict[str, Any]:
    """The lines of a list and what this officer may do with it."""
    today = clock.today()
    lines = queries.lines_of(hand_over_list)
    note_reads(request, [line.move.dossier_id for line in lines], "hand_over_list")
    state = hand_over_list.state
    return {
        "list": hand_over_list,
        "lines": lines,
        "arrived": sum(line.received_at is not None for line in lines),
        "missing": [line for line in lines if line.is_missing],
        "can_send": state == ListState.MADE
        and permissions.may_send(request.officer, hand_over_list.from_agency_id, today),
        "can_receive": state == ListState.SENT
        and permissions.may_receive(request.officer, hand_over_list, today),
        "tone": _TONES.get(state, ""),
        "client_id": uuid4(),
        "now": clock.now(),
    }


@MAY_SEE
@require_POST
def act(request: HttpRequest, list_id: int, verb: str) -> HttpResponse:
    """Send it, take it back, or end receiving; what the other side does is refused."""
    known, found = VERBS.get(verb), opened(request, list_id)
    if known is None:
        raise Http404
    is_allowed, agency_id = _side(request, known, found)
    if not is_allowed:
        return denied(request)
    by = By(request.officer.pk, agency_id, clock.now())
    done = done_once(
        request, ClientForm(request.POST), verb, {"list": list_id},
        lambda: known.act(list_id=list_id, by=by).pk,
    )  # fmt: skip
    if done is not None:
        messages.success(request, str(known.done))
    return redirect("handovers:list", list_id=list_id)


def _side(request: HttpRequest, known: Verb, found: HandOverList) -> tuple[bool, int]:
    """Whether the officer stands on the verb's side of the list, and for which agency."""
    officer, today = request.officer, clock.today()
    if known.by_sender:
        return permissions.may_send(officer, found.from_agency_id, today), found.from_agency_id
    return permissions.may_receive(officer, found, today), found.to_agency_id


@MAY_SEE
@require_safe
def as_file(request: HttpRequest, list_id: int) -> HttpResponse:
    """The list to carry along and sign, each line with its barcode."""
    found = opened(request, list_id)
    lines = queries.lines_of(found)
    note_reads(request, [line.move.dossier_id for line in lines], "hand_over_list_print")
    at = found.dispatched_at or found.made_at
    handed = tuple(handing.Handed(line.move.dossier, at, found.to_agency_id) for line in lines)
    batch = handing.Batch(found.to_agency_id, found.to_agency.name, handed)
    day = at.astimezone(VIETNAM).date()
    content = handing.render(
        found.from_agency_id, batch, day=day, officer=request.officer.name, at=clock.now()
    )
    return as_pdf(content, f"ban-giao-{found.pk}")
