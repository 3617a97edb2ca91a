"""All open steps of an officer given to colleagues before a leave: chosen, looked over once, a result for every row.

Everybody gives their own, heads also those of who serves under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import uuid5

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.batches.desk.batch import Outcome, key_of
from motcua.casework.dossiers import actions, permissions
from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import for_reading
from motcua.casework.finding.actions import reading
from motcua.casework.handling.desk.listing import headed, my_work, office_list
from motcua.casework.handling.desk.work import shown
from motcua.casework.handling.offered import on_behalf_of
from motcua.casework.handling.work_list import WorkList
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Officer
from motcua.directory.staff import queries as staff
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, kept_answer, once
from motcua.kernel.ui.fields import ClientForm, Words

MOST = 200
EVENLY = "chia-deu"
Choice = tuple[str, object]
_PURPOSE = "dossiers.leaving"


class LeavingForm(ClientForm):
    """Which steps of the officer, to whom, why; `plan` says it row by row once it was looked over."""

    receiver = forms.ChoiceField(label=gettext_lazy("Giao cho"))
    reason = Words(
        label=gettext_lazy("Lý do"),
        max_length=200,
        error_messages={"required": gettext_lazy("Hãy ghi lý do bàn giao.")},
    )
    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Hồ sơ"),
        error_messages={
            "required": gettext_lazy("Hãy chọn ít nhất một hồ sơ."),
            "invalid_choice": gettext_lazy("Có hồ sơ không còn ở cán bộ này; hãy xem lại danh sách."),
        },
    )

    def __init__(
        self, *args: object, keys: Sequence[str] = (), receivers: Sequence[Choice] = (), **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(key, key) for key in keys]
        self.fields["receiver"].choices = [(EVENLY, _("Chia đều cho người cùng vai trò")), *receivers]


@officer_required()
def leaving(request: HttpRequest) -> HttpResponse:
    """Choose the officer, then rows and receivers; look over; do."""
    sent = request.POST if request.method == "POST" else None
    person = _person(request, (sent or request.GET).get("officer", ""))
    rows = _rows(request, person) if person else []
    context: dict[str, Any] = {"person": person, "people": _people(request), "listed": rows, "most": MOST}
    if person is None:
        return render(request, "batches/desk/leaving.html", context)
    if sent is not None and sent.get("confirmed") == "yes":
        return _done(request, context)
    keys = [row.key for row in rows]
    form = LeavingForm(sent, keys=keys, receivers=_receivers(rows, person), initial={"rows": keys})
    if sent is None or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "batches/desk/leaving.html", context | {"form": form}, status=status)
    plan = list(_planned(rows, form.cleaned_data, person))
    return render(request, "batches/desk/leaving_confirm.html", context | {"form": form, "plan": plan})


def link(request: HttpRequest) -> str:
    """From the page of absences, for heads and whoever has something to give."""
    me = request.officer  # type: ignore[attr-defined]
    if headed(request) or my_work(request).steps.filter(officer_id=me.pk).exists():
        return render_to_string("batches/desk/leaving_link.html", {}, request)
    return ""


def _people(request: HttpRequest) -> list[tuple[int, str]]:
    """The officer first, then who serves in the agencies this officer heads."""
    me = request.officer  # type: ignore[attr-defined]
    others = agencies.officers_of(headed(request)).exclude(pk=me.pk) if headed(request) else []
    return [(me.pk, _("Tôi (%(name)s)") % {"name": me.name}), *staff.called(others, clock.today())]


def _person(request: HttpRequest, asked: str) -> Officer | None:
    """Whose steps: the officer's own, or of somebody who serves or served in an agency this officer heads.

    Who heads nothing has nobody to choose.
    """
    me = request.officer  # type: ignore[attr-defined]
    if asked == str(me.pk) or not (asked or headed(request)):
        return me
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return agencies.officers_of(headed(request)).filter(pk=int(asked)).first()


def _rows(request: HttpRequest, person: Officer) -> list[Dossier]:
    """What the person has, soonest due first; of others only in the agencies this officer heads."""
    own = person.pk == request.officer.pk  # type: ignore[attr-defined]
    whole = my_work(request) if own else office_list(request)
    rows = shown(WorkList(whole.steps.filter(officer_id=person.pk), whole.drafts.none())[0:MOST])
    for row in rows:
        row.key = key_of(row)
    return rows


def _fit(row: Dossier, person: Officer) -> list[Officer]:
    """Colleagues of the same role at the same agency."""
    step = row.listed_token  # type: ignore[attr-defined]
    found = agencies.officers_with_role(step.agency_id or 0, step.role, clock.today())
    return list(found.exclude(pk=person.pk))


def _receivers(rows: list[Dossier], person: Officer) -> list[Choice]:
    by_place = {(row.listed_token.agency_id, row.listed_token.role): row for row in rows}  # type: ignore[attr-defined]
    found = {one.pk: one for row in by_place.values() for one in _fit(row, person)}
    return [(str(pk), name) for pk, name in staff.called(found.values(), clock.today())]


def _planned(
    rows: list[Dossier], said: dict[str, Any], person: Officer
) -> Iterator[tuple[Dossier, Officer | None]]:
    """Who gets which row; None where nobody of its role is there."""
    turns: dict[tuple[int | None, str], Iterator[Officer]] = {}
    for row in rows:
        if row.key not in said["rows"]:  # type: ignore[attr-defined]
            continue
        if said["receiver"] != EVENLY:
            yield row, Officer.objects.filter(pk=said["receiver"]).first()
            continue
        place = (row.listed_token.agency_id, row.listed_token.role)  # type: ignore[attr-defined]
        if place not in turns:
            there = _fit(row, person)
            away = staff.away_on([one.pk for one in there], clock.today())
            turns[place] = cycle([one for one in there if one.pk not in away])
        yield row, next(turns[place], None)


def _done(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Every row of the plan as it was looked over, each in a transaction of its own."""
    form, person = _Confirmed(request.POST), context["person"]
    if not form.is_valid():
        messages.error(request, _("Trang không còn dùng được; hãy xem lại. Chưa có gì được lưu."))
        return redirect(f"{reverse('batches:leaving')}?officer={person.pk}")
    plan = [key.split(":") for key in request.POST.getlist("plan")[:MOST]]
    whole = [tuple(map(int, part)) for part in plan if len(part) == 3 and all(map(_is_number, part))]
    found = for_reading().filter(pk__in=[part[0] for part in whole])
    seen = {row.pk: row for row in found if permissions.can_read(request.officer, row, clock.today())}
    gifts = [_Gift(seen[pk], spot, person.pk, to) for pk, spot, to in whole if pk in seen]
    outcomes = [_give(request, form, gift) for gift in gifts]
    done = sum(outcome.is_done for outcome in outcomes)
    return render(request, "batches/desk/batch_done.html", context | {"outcomes": outcomes, "done": done})


@dataclass(frozen=True)
class _Gift:
    """One row of the plan: the step at a spot goes from one officer to another."""

    row: Dossier
    spot: int
    giver: int
    to: int


class _Confirmed(ClientForm):
    reason = Words(max_length=200)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _give(request: HttpRequest, form: _Confirmed, gift: _Gift) -> Outcome:
    officer, said, today, row = request.officer, form.cleaned_data, clock.today(), gift.row
    own_id = uuid5(said["client_id"], f"{row.pk}:{gift.spot}")
    if kept_answer(client_id=own_id, purpose=_PURPOSE, actor_id=officer.pk) is not None:
        return Outcome(row, True, _("Đã xong."))  # this very page was sent before
    spots = permissions.spots_to_give(officer, row, today)
    here = next((one for one in spots if one.number == gift.spot), None)
    if here is None or here.officer_id not in (gift.giver, gift.to):
        return Outcome(row, False, _("Hồ sơ đã sang bước khác, hoặc không còn ở cán bộ này."))
    reading.note(
        dossier_id=row.pk, officer_id=officer.pk, address=request.META.get("REMOTE_ADDR", ""),
        what="leaving", at=clock.now(),
    )  # fmt: skip
    is_own = here.officer_id == officer.pk
    lender = None if is_own else on_behalf_of(officer, "assign", row, today, spot=gift.spot)
    by = By(officer.pk, here.agency_id or row.receiving_agency_id, clock.now(), lender)
    given = {"spot": gift.spot, "officer_id": gift.to, "reason": said["reason"]}
    try:
        once(
            client_id=own_id,
            purpose=_PURPOSE,
            payload={"dossier": row.pk} | given,
            actor_id=officer.pk,
            act=lambda: actions.assign(dossier_id=row.pk, by=by, **given).pk,
        )
    except (DossierRefusal, ClientIdReused) as refusal:
        return Outcome(row, False, str(refusal))
    return Outcome(row, True, _("Đã xong."))
