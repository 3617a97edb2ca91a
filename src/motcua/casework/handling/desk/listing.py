"""What a request asks of the work list: which part of it, narrowed by what, and what each row offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding import search
from motcua.casework.finding.numbers import is_barcode_number, is_dossier_code
from motcua.casework.handling import facets, filters, narrowing
from motcua.casework.handling.models import KeptFilter
from motcua.casework.handling.usual_work import UsualWork
from motcua.casework.handling.work_list import WorkList, work_of
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.choices import Role
from motcua.kernel import clock

PAGE_SIZE = 20
MOST_PAGED = 1000
COUNTED = 100  # as far as the menu counts
FOUND_AT_MOST = 400
OPENED = "loc"
TO_DO, TO_COLLECT, OFFICE = "viec", "cho-nhan", "co-quan"
HEADS = ("division_head", "approver")
_OWN_VERB = {
    "approve": ("approve", _("Phê duyệt")),
    "issue": ("record_result", _("Ghi kết quả")),
    "deliver": ("deliver", _("Trả kết quả")),
    "aside": ("answer", _("Trả lời")),
    "decide": ("", ""),
}


def roles_of(request: HttpRequest) -> list[tuple[int, str]]:
    """(agency, role) pairs the officer acts in today, those of former agencies with them."""
    return sorted(rights.acting_roles(request.officer, clock.today()))


def my_work(request: HttpRequest, *, collecting: bool = False) -> WorkList:
    """What waits for this officer, and for colleagues whom the officer covers today."""
    roles, officer_id = roles_of(request), request.officer.pk  # type: ignore[attr-defined]
    covering = rights.covering(request.officer, clock.today())  # type: ignore[attr-defined]
    if roles and not covering and not collecting:
        return UsualWork(roles, officer_id)
    return work_of(roles=roles, officer_id=officer_id, collecting=collecting, covering=covering)


def waiting(request: HttpRequest) -> int:
    """Dossiers that wait for this officer, counted up to COUNTED; the list's own page has counted them already."""
    known = getattr(request, "work_waiting", None)
    return my_work(request).up_to(COUNTED) if known is None else known


def headed(request: HttpRequest) -> list[int]:
    """Agencies of which this officer says who does what."""
    return sorted({agency for agency, role in roles_of(request) if role in HEADS})


def office_list(request: HttpRequest) -> WorkList:
    """All that waits in the agencies this officer heads, whoever has it."""
    return work_of(roles=[(place, role) for place in headed(request) for role in Role.values])


class ShortPaginator(Paginator):
    """Counts no further than MOST_PAGED rows: what lies beyond is reached by narrowing."""

    @cached_property
    def count(self) -> int:
        return self.object_list.up_to(MOST_PAGED)

    @property
    def is_cut(self) -> bool:
        return self.count >= MOST_PAGED


@dataclass(frozen=True)
class Listing:
    """The work list one address shows."""

    request: HttpRequest
    asked: QueryDict

    @cached_property
    def views(self) -> dict[str, object]:
        """Parts of the list this officer has; one part is no choice."""
        found: dict[str, object] = {TO_DO: _("Cần làm")}
        if headed(self.request):
            found[OFFICE] = _("Cả cơ quan")
        if "intake_officer" in self.request.officer.roles:  # type: ignore[attr-defined]
            found[TO_COLLECT] = _("Chờ người dân đến nhận")
        return found

    @cached_property
    def view(self) -> str:
        asked = self.asked.get("view", "")
        return asked if asked in self.views else TO_DO

    @cached_property
    def filters(self) -> filters.Filters:
        return filters.read(self.asked.dict())

    @cached_property
    def query(self) -> str:
        """Its address: the part and the filters, without the page."""
        return "&".join(part for part in (urlencode({"view": self.view}), self.filters.query()) if part)

    @cached_property
    def carried(self) -> list[tuple[str, str]]:
        """The same as pairs, for a form that goes on from here."""
        return parse_qsl(self.query)

    @cached_property
    def keepable(self) -> str:
        """What of it may be kept under a name; empty when nothing is narrowed."""
        kept = self.filters.keepable().query()
        return "&".join(part for part in (urlencode({"view": self.view}), kept) if part) if kept else ""

    @cached_property
    def asking(self) -> narrowing.Asking:
        found = ids_of(self.filters.q, self.request) if self.filters.q else None
        return narrowing.Asking(self.request.officer.pk, clock.now(), found)  # type: ignore[attr-defined]

    @cached_property
    def whole(self) -> WorkList:
        if self.view == OFFICE:
            return office_list(self.request)
        return my_work(self.request, collecting=self.view == TO_COLLECT)

    @cached_property
    def left(self) -> WorkList:
        return narrowing.narrowed(self.whole, self.filters, self.asking)

    def page(self) -> Page:
        paginator = ShortPaginator(self.left, PAGE_SIZE)
        if self.filters.is_open():  # counted by due date already
            paginator.count = self.due_counts[0]
        return paginator.get_page(self.asked.get("page"))

    def rows(self) -> list[Dossier]:
        """Those of the page alone, uncounted: whether an open page is still right is asked all day."""
        asked = self.asked.get("page", "")
        number = max(1, int(asked)) if asked.isascii() and asked.isdigit() else 1
        first = min((number - 1) * PAGE_SIZE, MOST_PAGED)
        return self.left[first : first + PAGE_SIZE]

    @cached_property
    def due_counts(self) -> tuple[int, dict[str, int]]:
        """How many the whole list holds, and how many of them are late, due today, due soon."""
        found = self.whole.due_counts(self.asking.spans(), MOST_PAGED)
        if self.view == TO_DO:
            self.request.work_waiting = min(found[0], COUNTED)  # type: ignore[attr-defined]
        return found

    @property
    def shows_filters(self) -> bool:
        """Somebody opened the filters, or some are in force: only then is counted what each would leave."""
        return OPENED in self.asked or not self.filters.is_open()

    def choices(self) -> dict[str, object]:
        """What narrows the list: by due date always, every filter once they are opened."""
        if self.shows_filters:
            return self._all_choices()
        count, tally = self.due_counts
        return {
            "states": facets.states(tally, self.filters),
            "counted_to": MOST_PAGED if count >= MOST_PAGED else 0,
        }

    def _all_choices(self) -> dict[str, object]:
        """Every filter with how many rows each choice would leave."""
        rows = narrowing.window(self.whole)
        tallied = narrowing.counts(rows, self.filters, self.asking)
        return {
            "states": facets.states(tallied["state"], self.filters),
            "facets": facets.facets(rows, tallied, self.filters, clock.today()),
            "counted_to": narrowing.WINDOW if len(rows) >= narrowing.WINDOW else 0,
        }

    def kept(self) -> list[KeptFilter]:
        """Filters of this officer, in order, then those colleagues share."""
        officer = self.request.officer  # type: ignore[attr-defined]
        places = {agency for agency, _role in roles_of(self.request)}
        rows = KeptFilter.objects.filter(Q(officer_id=officer.pk) | Q(shared_with_id__in=places))
        return sorted(rows, key=lambda row: row.officer_id != officer.pk)


def ids_of(text: str, request: HttpRequest) -> frozenset[int]:
    """Dossiers that words, a code or a barcode number name, among those this officer may read."""
    code = text.upper().replace(" ", "")
    if is_dossier_code(code) or is_barcode_number(code):
        exact = Dossier.objects.filter(Q(code=code) | Q(barcode=code))
        return frozenset(exact.values_list("pk", flat=True))
    readable = permissions.readable_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    return frozenset(search.matching(text, readable, FOUND_AT_MOST))


def offer_acts(rows: list[Dossier], request: HttpRequest) -> None:
    """What each row offers in one press: take it on, do its step, say who does it."""
    own, heads, me = set(roles_of(request)), set(headed(request)), request.officer.pk  # type: ignore[attr-defined]
    covered = rights.covering(request.officer, clock.today())  # type: ignore[attr-defined]
    for row in rows:
        step = getattr(row, "listed_token", None)
        row.take = row.step_on = row.assignable = None
        if step is None:
            continue
        row.key = f"{row.pk}:{step.number}"
        pair = (step.agency_id, step.role)
        if pair in own and step.officer_id in {None, me, *covered.get(pair, ())}:
            row.take = uuid4() if step.officer_id is None and step.step_kind != "decide" else None
            verb, label = _OWN_VERB.get(step.step_kind, ("hand_over", _("Chuyển")))
            row.step_on = {"verb": verb, "label": label} if verb else None
        row.assignable = step.agency_id in heads and step.step_kind != "decide"
