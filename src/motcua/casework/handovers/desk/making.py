"""Making a list of what waits to go one way."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.casework.dossiers.actions import By
from motcua.casework.handovers import actions, permissions, queries
from motcua.casework.handovers.desk.forms import ListForm
from motcua.casework.handovers.desk.shared import MOST_ID, done_once, note_reads
from motcua.casework.handovers.models import PaperMove
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.events.once import kept_answer
from motcua.kernel.ui.fields import ClientForm

MAY_SEND = officer_required(*permissions.HANDLING_ROLES)


@MAY_SEND
def new(request: HttpRequest, from_id: int, to_id: int) -> HttpResponse:
    """Tick what goes along; sending it is a step of its own."""
    if from_id > MOST_ID or not permissions.may_send(request.officer, from_id, clock.today()):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    if sent is not None and (made := _was_made(request)):
        return redirect("handovers:list", list_id=made)
    waiting = list(queries.to_carry(from_id, to_id)[:500])
    form = ListForm(sent, waiting=waiting)
    if sent is not None and form.is_valid() and (made := _make(request, form, from_id, to_id)):
        return redirect("handovers:list", list_id=made)
    note_reads(request, [move.dossier_id for move in waiting], "hand_over_list")
    names = agencies.names_of([from_id, to_id])
    context = {
        "form": form, "waiting": waiting, "now": clock.now(), "ticked": form.chosen(),
        "from_name": names.get(from_id, ""), "to_name": names.get(to_id, ""), "new_id": uuid4,
    }  # fmt: skip
    return render(request, "handovers/desk/new.html", context, status=422 if form.errors else 200)


def _was_made(request: HttpRequest) -> int | None:
    """The list this very page made before: its papers wait no more, and the answer stays the same."""
    form = ClientForm(request.POST)
    if not form.is_valid():
        return None
    made = kept_answer(
        client_id=form.cleaned_data["client_id"], purpose="handovers.make", actor_id=request.officer.pk
    )
    return made["list_id"] if made else None


def _make(request: HttpRequest, form: ListForm, from_id: int, to_id: int) -> int | None:
    chosen = form.cleaned_data["moves"]
    by = By(request.officer.pk, from_id, clock.now())
    made = done_once(
        request, form, "make", {"moves": chosen, "from": from_id, "to": to_id},
        lambda: {"list_id": actions.make_list(from_id=from_id, to_id=to_id, move_ids=chosen, by=by).pk},
    )  # fmt: skip
    return made["list_id"] if made else None


@MAY_SEND
@require_POST
def no_paper(request: HttpRequest, move_id: int) -> HttpResponse:
    """A result that exists in electronic form alone has nothing to carry."""
    move = PaperMove.objects.filter(pk=move_id).first() if move_id < MOST_ID else None
    if move is None or not permissions.may_send(request.officer, move.from_agency_id, clock.today()):
        raise Http404
    by = By(request.officer.pk, move.from_agency_id, clock.now())
    done = done_once(
        request, ClientForm(request.POST), "no_paper", {"move": move_id},
        lambda: actions.drop_result(move_id=move_id, by=by).pk,
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("Đã ghi: kết quả này không có bản giấy để chuyển."))
    return redirect("handovers:overview")
