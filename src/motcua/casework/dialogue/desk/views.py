"""The list with what is watched over, a plan, one dialogue and a door for its verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.dialogue import actions, permissions, queries
from motcua.casework.dialogue.actions import By, Plan, Promised
from motcua.casework.dialogue.choices import Act
from motcua.casework.dialogue.desk.shown import acts_of, lines_of
from motcua.casework.dialogue.forms import FORMS, ActForm, PlanForm
from motcua.casework.dialogue.models import Dialogue
from motcua.casework.dialogue.rules import person_of
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

MAY_KEEP = officer_required(*permissions.KEEPERS)
Doing = Callable[[int, dict[str, Any], By], object]
_REFUSED_AT: dict[type[Exception], str] = {
    actions.PastDue: "due_on",
    actions.PastDay: "held_on",
    actions.SameDay: "held_on",
    actions.NotTheirs: "person",
}


def _named(said: dict[str, Any]) -> dict[str, Any]:
    return said | {"person": person_of(said["person"])}


_DO: dict[Act, Doing] = {
    Act.ANNOUNCE: lambda pk, said, by: actions.announce(dialogue_id=pk, by=by),
    Act.POSTPONE: lambda pk, said, by: actions.postpone(dialogue_id=pk, by=by, **said),
    Act.CANCEL: lambda pk, said, by: actions.cancel(dialogue_id=pk, by=by, **said),
    Act.ANSWER: lambda pk, said, by: actions.answer(dialogue_id=pk, by=by, **said),
    Act.MINUTES: lambda pk, said, by: actions.record_minutes(dialogue_id=pk, by=by, **said),
    Act.PROMISE: lambda pk, said, by: actions.promise(dialogue_id=pk, new=Promised(**_named(said)), by=by),
    Act.ASSIGN: lambda pk, said, by: actions.assign(dialogue_id=pk, by=by, **_named(said)),
    Act.KEEP: lambda pk, said, by: actions.keep(dialogue_id=pk, by=by, **said),
}


@officer_required(*permissions.WATCHERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Own dialogues; communes below without one this year; promises not kept yet."""
    today = clock.today()
    watched = permissions.watched_agencies(request.officer, today)
    shown = {
        "year": today.year,
        "rows": permissions.kept_by(request.officer, today),
        "may_plan": permissions.own_communes(request.officer, today).exists(),
        "without": queries.communes_without(watched, today),
        "communes": queries.communes(today).filter(pk__in=watched).count(),
        "promises": [(one, one.is_late(today)) for one in queries.open_promises(watched)],
    }
    return render(request, "dialogue/desk/listing.html", shown)


@MAY_KEEP
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a dialogue of one's own commune."""
    form = PlanForm(request.POST or None, communes=permissions.own_communes(request.officer, clock.today()))
    form.refused_at = {actions.PastDay: "held_on"}  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
        by = By(request.officer.pk, clock.now())
        done = write_once(request, form, "dialogue.plan", lambda: {"dialogue": actions.plan(new=Plan(**said), by=by).pk})  # fmt: skip
        if done is not None:
            return redirect("dialogue:page", dialogue_id=done["dialogue"])
    return render(request, "dialogue/desk/new.html", {"form": form}, status=422 if form.errors else 200)


@MAY_KEEP
@require_safe
def page(request: HttpRequest, dialogue_id: int) -> HttpResponse:
    """One dialogue with all questions, for those who keep it."""
    return _show(request, _kept(request, dialogue_id))


@MAY_KEEP
@require_POST
def act(request: HttpRequest, dialogue_id: int, act: str) -> HttpResponse:
    """Carry a verb out; what is refused is said over its form."""
    row = _kept(request, dialogue_id)
    if act not in Act.values:
        raise Http404
    wanted = Act(act)
    form = FORMS[wanted](request.POST, row=row, on=clock.today(), auto_id=f"id_{wanted}_%s")
    form.refused_at = _REFUSED_AT  # type: ignore[attr-defined]
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
        by = By(request.officer.pk, clock.now())

        def acting() -> dict[str, Any]:
            _DO[wanted](row.pk, said, by)
            return {"dialogue": row.pk}

        if write_once(request, form, f"dialogue.{wanted}", acting) is not None:
            messages.success(request, _("Đã ghi: %(act)s.") % {"act": wanted.label})
            return redirect("dialogue:page", dialogue_id=row.pk)
    return _show(request, row, wanted, form)


def _kept(request: HttpRequest, dialogue_id: int) -> Dialogue:
    """A dialogue the officer keeps, or 404."""
    rows = permissions.kept_by(request.officer, clock.today())
    found = rows.filter(pk=dialogue_id).first() if dialogue_id < 10**18 else None
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, row: Dialogue, chosen: Act | None = None, form: ActForm | None = None
) -> HttpResponse:
    today = clock.today()
    offered = acts_of(row, today)
    if chosen is not None and chosen not in offered:
        offered = [chosen, *offered]
    forms = [(one, form if one is chosen and form else FORMS[one](row=row, on=today, auto_id=f"id_{one}_%s"), one is chosen) for one in offered]  # fmt: skip
    shown = lines_of(row, today) | {"dialogue": row, "forms": forms}
    return render(request, "dialogue/desk/page.html", shown, status=422 if form and form.errors else 200)
