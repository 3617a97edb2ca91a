"""One verb for many dossiers: choose, look over once, do; a result for every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.dossiers import actions, permissions
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
from motcua.kernel.ui.fields import ClientForm

MOST = 100
_VERBS = (
    ("take_over", gettext_lazy("Nhận bàn giao")),
    ("hand_over", gettext_lazy("Chuyển sang bước tiếp theo")),
    ("assign", gettext_lazy("Phân công")),
)


class BatchForm(ClientForm):
    """Which dossiers, at which spots, and what is done with all of them."""

    verb = forms.ChoiceField(label=gettext_lazy("Việc cần làm"), choices=_VERBS, widget=forms.RadioSelect)
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
        if not officers:  # only heads say who does what
            self.fields["verb"].choices = [choice for choice in _VERBS if choice[0] != "assign"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("verb") == "assign" and said.get("officer_id") is None:
            self.add_error("officer_id", _("Hãy chọn cán bộ được giao."))
        return said


@dataclass(frozen=True)
class Outcome:
    """What became of one row."""

    dossier: Dossier
    is_done: bool
    words: str


def key_of(row: Dossier) -> str:
    """Names a dossier at one spot."""
    return f"{row.pk}:{getattr(row, 'listed_spot', '')}"


@officer_required()
def batch(request: HttpRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    asked = (sent or request.GET).getlist("rows")
    listed = _listed(request, asked)
    form = BatchForm(sent, listed=listed, officers=_officers(request), initial={"rows": asked})
    context: dict[str, Any] = {"form": form, "listed": listed, "most": MOST, "key_of": key_of}
    if sent is None or not form.is_valid():
        return render(request, "batches/desk/batch.html", context, status=422 if form.errors else 200)
    context["chosen"] = [row for row in listed if key_of(row) in form.cleaned_data["rows"]]
    if sent.get("confirmed") != "yes":
        return render(
            request, "batches/desk/batch_confirm.html", context | {"verb": dict(_VERBS)[sent["verb"]]}
        )
    context["outcomes"] = [_do(request, form, row) for row in context["chosen"]]
    context["done"] = sum(outcome.is_done for outcome in context["outcomes"])
    return render(request, "batches/desk/batch_done.html", context)


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
    said, spot, at = form.cleaned_data, row.listed_spot, clock.now()
    officer = request.officer
    dossier = for_reading().get(pk=row.pk)
    spots = permissions.working_spots(officer, said["verb"], dossier, clock.today())
    here = next((one for one in spots if one.number == spot), None)
    if here is None:
        return Outcome(
            row, False, _("Việc này không thuộc vai trò của ông/bà, hoặc hồ sơ đã sang bước khác.")
        )
    reading.note(
        dossier_id=row.pk,
        officer_id=officer.pk,
        address=request.META.get("REMOTE_ADDR", ""),
        what="batch",
        at=at,
    )
    lender = on_behalf_of(officer, said["verb"], dossier, clock.today(), spot=spot)
    by = By(officer.pk, here.agency_id or row.receiving_agency_id, at, lender)
    extra = {"officer_id": said["officer_id"]} if said["verb"] == "assign" else {}
    try:
        once(
            client_id=_own_id(said["client_id"], row),
            purpose=f"dossiers.batch.{said['verb']}",
            payload={"dossier": row.pk, "spot": spot} | extra,
            actor_id=officer.pk,
            act=lambda: getattr(actions, said["verb"])(dossier_id=row.pk, by=by, spot=spot, **extra).pk,
        )
    except (DossierRefusal, ClientIdReused) as refusal:
        return Outcome(row, False, str(refusal))
    return Outcome(row, True, _("Đã xong."))


def _own_id(batch_id: UUID, row: Dossier) -> UUID:
    return uuid5(batch_id, key_of(row))
