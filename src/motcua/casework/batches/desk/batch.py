"""One verb for many dossiers: choose, look over once, do; a result for every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.batches.desk import verbs
from motcua.casework.batches.queries import outcomes_of
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import for_reading
from motcua.casework.finding.actions import reading
from motcua.casework.handling.desk.listing import HEADS, Listing, my_work, office_list, roles_of
from motcua.casework.handling.desk.work import shown
from motcua.casework.handling.offered import on_behalf_of
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.directory.staff import queries as staff
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.ui.fields import ClientForm, Words

MOST = 100


class BatchForm(ClientForm):
    """Which dossiers, at which spots, and what is done with all of them."""

    verb = forms.ChoiceField(label=gettext_lazy("Việc cần làm"), widget=forms.RadioSelect)
    officer_id = forms.TypedChoiceField(
        label=gettext_lazy("Giao cho (khi phân công)"), coerce=int, required=False, empty_value=None
    )
    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Hồ sơ"),
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một hồ sơ.")},
    )

    def __init__(
        self,
        *args: object,
        listed: Sequence[Dossier] = (),
        officers: Sequence[tuple[int, str]] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(key_of(row), str(row)) for row in listed]
        self.fields["officer_id"].choices = [("", "—"), *((str(pk), name) for pk, name in officers)]
        self.fields["verb"].choices = list(_offered(listed, is_head=bool(officers)))
        for row in listed:
            self.fields[number_of(row)] = Words(
                label=_("Số, ký hiệu của %(dossier)s") % {"dossier": row}, max_length=80, required=False
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("verb") == "assign" and said.get("officer_id") is None:
            self.add_error("officer_id", _("Hãy chọn cán bộ được giao."))
        return said

    def said_of(self, row: Dossier) -> dict[str, Any]:
        """What was said for one row, beside the verb."""
        said = self.cleaned_data
        if said["verb"] == "assign":
            return {"officer_id": said["officer_id"]}
        return {"number": said[number_of(row)]} if said["verb"] == "record_result" else {}


@dataclass(frozen=True)
class Outcome:
    """What became of one row."""

    dossier: Dossier
    is_done: bool
    words: str


def key_of(row: Dossier) -> str:
    """Names a dossier at one spot."""
    return f"{row.pk}:{getattr(row, 'listed_spot', '')}"


def number_of(row: Dossier) -> str:
    """The field in which the number of a row's result is written."""
    return f"number_{row.pk}"


def _offered(listed: Iterable[Dossier], *, is_head: bool) -> Iterable[tuple[str, object]]:
    """Verbs that fit some row; only heads say who does what."""
    kinds = {getattr(row, "listed_token", None) and row.listed_token.step_kind for row in listed}  # type: ignore[attr-defined]
    for verb, label in verbs.LABELS.items():
        if verb == "assign" and not is_head:
            continue
        if verb not in verbs.ONLY_AT or verbs.ONLY_AT[verb] in kinds:
            yield verb, label


@officer_required()
def batch(request: HttpRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    asked = (sent or request.GET).getlist("rows")
    listed = _listed(request, asked)
    form = BatchForm(sent, listed=listed, officers=_officers(request), initial={"rows": asked})
    context: dict[str, Any] = {"form": form, "listed": listed, "most": MOST}
    if sent is None or not form.is_valid():
        return render(request, "batches/desk/batch.html", context, status=422 if form.errors else 200)
    chosen = [row for row in listed if key_of(row) in form.cleaned_data["rows"]]
    if sent.get("confirmed") != "yes":
        context |= {"chosen": _told(form, chosen), "verb": verbs.LABELS[form.cleaned_data["verb"]]}
        return render(request, "batches/desk/batch_confirm.html", context)
    outcomes = [_do(request, form, row) for row in chosen]
    context |= {"outcomes": outcomes, "done": sum(outcome.is_done for outcome in outcomes)}
    return render(request, "batches/desk/batch_done.html", context)


def _told(form: BatchForm, chosen: list[Dossier]) -> list[Dossier]:
    """The rows as they are looked over; results with what will be written of each, and room for its number."""
    if form.cleaned_data["verb"] == "record_result":
        found = outcomes_of(chosen)
        for row in chosen:
            row.outcome = found.get(row.pk)
            row.number = form[number_of(row)] if row.outcome else None
            row.refusal = "" if row.outcome else str(verbs.NameYourself())
    return chosen


def _listed(request: HttpRequest, asked: Sequence[str]) -> list[Dossier]:
    """What was chosen on the work list, then what waits for this officer under its filters, and, for a
    head, what waits in the agency whoever has it."""
    listing = Listing(request, request.GET)
    whole = [my_work(request), office_list(request)]
    chosen = [row for part in whole for row in part.only(_ids(asked))[0:MOST] if key_of(row) in asked]
    narrowed = [listing.left] if not listing.filters.is_open() else whole
    rows = [row for part in narrowed for row in part[0:MOST] if row.process_run_id]
    found = {key_of(row): row for row in [*chosen, *rows]}
    listed = shown(list(found.values())[:MOST])
    for row in listed:
        row.key = key_of(row)
    return listed


def _ids(keys: Sequence[str]) -> list[int]:
    """Dossiers that some keys name; what is no key names none."""
    heads = [key.partition(":")[0] for key in keys[:MOST]]
    return [int(head) for head in heads if head.isascii() and head.isdigit() and len(head) < 19]


def _officers(request: HttpRequest) -> list[tuple[int, str]]:
    places = {agency for agency, role in roles_of(request) if role in HEADS}
    found = agencies.officers_of(places) if places else []
    return staff.called(found, clock.today())


def _do(request: HttpRequest, form: BatchForm, row: Dossier) -> Outcome:
    """One row, in a transaction and under a client id of its own: what fails does not hold up the others."""
    verb, officer, today = form.cleaned_data["verb"], request.officer, clock.today()
    dossier = for_reading().get(pk=row.pk)
    spots = permissions.working_spots(officer, verb, dossier, today)
    here = next((one for one in spots if one.number == row.listed_spot), None)
    if here is None:
        return Outcome(
            row, False, _("Việc này không thuộc vai trò của ông/bà, hoặc hồ sơ đã sang bước khác.")
        )
    reading.note(
        dossier_id=row.pk,
        officer_id=officer.pk,
        address=request.META.get("REMOTE_ADDR", ""),
        what="batch",
        at=clock.now(),
    )
    lender = on_behalf_of(officer, verb, dossier, today, spot=here.number)
    by = By(officer.pk, here.agency_id or row.receiving_agency_id, clock.now(), lender)
    return _done(form, row, verbs.Task(dossier, here, by, form.said_of(row)))


def _done(form: BatchForm, row: Dossier, task: verbs.Task) -> Outcome:
    verb = form.cleaned_data["verb"]
    try:
        once(
            client_id=_own_id(form.cleaned_data["client_id"], row),
            purpose=f"dossiers.batch.{verb}",
            payload={"dossier": row.pk, "spot": task.spot.number} | dict(task.said),
            actor_id=task.by.officer_id,
            act=lambda: verbs.do(verb, task).pk,
        )
    except (DossierRefusal, ClientIdReused) as refusal:
        return Outcome(row, False, str(refusal))
    return Outcome(row, True, _("Đã xong."))


def _own_id(batch_id: UUID, row: Dossier) -> UUID:
    return uuid5(batch_id, key_of(row))
