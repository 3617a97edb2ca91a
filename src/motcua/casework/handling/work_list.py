"""What waits for an officer: steps of processes, soonest due first, and dossiers still being put down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models.lookups import In
from django.utils.functional import cached_property

from motcua.casework.dossiers.choices import NOT_ACCEPTED
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.workflow import queries as workflow
from motcua.facilities.workflow.choices import StepKind
from motcua.facilities.workflow.models import Token
from motcua.facilities.workflow.queries import NOBODY, Covering
from motcua.kernel.prepared import PreparedIn

Span = tuple[datetime | None, datetime]
Narrowing = Callable[[QuerySet[Token]], QuerySet[Token]]
_left_out: list[Narrowing] = []
_DRAFTS = sorted(status.value for status in NOT_ACCEPTED)
AT_ONCE = 50  # dossiers read by one statement
_NAMED = ("process_version", "procedure_version__procedure", "receiving_agency")
# What a row of the list shows, and nothing else: a dossier and what it is named by have ten times as many columns.
_SHOWN = (
    "code", "barcode", "status", "due_at", "clock_stopped_at", "ended_at", "step", "step_since", "step_due_at", "process_run_id",
    "holder_agency_id", "holder_role", "holder_officer_id",
    "process_version__sha256", "procedure_version__name", "procedure_version__procedure__code",
    "receiving_agency__name",
)  # fmt: skip


class WorkList:
    """What waits for some roles, soonest due first, then what is still being put down; sliced like a list."""

    def __init__(self, steps: QuerySet[Token], drafts: QuerySet[Dossier]) -> None:
        self.steps, self.drafts = steps, drafts

    @cached_property
    def step_count(self) -> int:
        return self.steps.count()

    def count(self) -> int:
        return self.step_count + self.drafts.count()

    def up_to(self, most: int) -> int:
        """How many, counted no further than `most`: a long list costs no more."""
        steps = self.steps.order_by()[:most].count()
        drafts = self.drafts.order_by()[:most].count()
        return min(steps + drafts, most)

    def due_counts(self, spans: Mapping[str, Span], most: int) -> tuple[int, dict[str, int]]:
        """How many, and how many due within each span, among the `most` soonest due: two statements."""
        within = {name: _within(*span) for name, span in spans.items()}
        counted = {name: Count("pk", filter=wanted) for name, wanted in within.items()}
        found = self.steps[:most].aggregate(all=Count("pk"), **counted)
        steps = found.pop("all")
        drafts = self.drafts.order_by()[: most - steps].count()
        return steps + drafts, found

    def only(self, dossier_ids: Collection[int]) -> WorkList:
        """The steps of these dossiers that are on the list."""
        runs = Dossier.objects.filter(pk__in=dossier_ids).order_by().values("process_run_id")
        return WorkList(self.steps.filter(run_id__in=runs), self.drafts.none())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Dossier]:
        start, stop = wanted.start or 0, wanted.stop
        rows = at_steps(list(self.steps[start:stop]))
        room = None if stop is None else stop - start - len(rows)
        if room == 0:
            return rows
        first = max(0, start - self.step_count)
        return rows + list(as_rows(self.drafts)[first : None if room is None else first + room])

    def __iter__(self) -> Iterator[Dossier]:
        return iter(self[0:])


def _within(first: datetime | None, end: datetime) -> Q:
    return Q(due_at__lt=end) & Q(due_at__gte=first) if first else Q(due_at__lt=end)


def as_rows(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Each with what a row shows, and `owner_name`."""
    owner = FilteredRelation("parties", condition=Q(parties__role="owner"))
    rows = found.select_related(*_NAMED).only(*_SHOWN)
    return rows.annotate(owner=owner, owner_name=F("owner__name"))


_OF_RUNS = PreparedIn(lambda runs: as_rows(Dossier.objects.filter(In(F("process_run_id"), runs))), "runs")


def at_steps(steps: list[Token]) -> list[Dossier]:
    """The dossiers of these steps, in their order, each knowing the step it is listed for."""
    runs = sorted({step.run_id for step in steps})
    pieces = (_OF_RUNS(runs=runs[at : at + AT_ONCE]) for at in range(0, len(runs), AT_ONCE))
    by_run = {row.process_run_id: row for piece in pieces for row in piece}
    rows: list[Dossier] = []
    taken = set()
    for step in steps:
        row = by_run.get(step.run_id)
        if row is not None:
            row = copy(row) if step.run_id in taken else row  # agencies work side by side: a row for each
            taken.add(step.run_id)
            row.listed_step, row.listed_spot = step.node, step.number  # type: ignore[attr-defined]
            row.listed_token = step  # type: ignore[attr-defined]
            rows.append(row)
    return rows


def leave_out(narrowing: Narrowing) -> None:
    """Take steps that an app above knows to be done elsewhere out of every list. Called once by `AppConfig.ready`."""
    _left_out.append(narrowing)


def work_of(
    *, roles: Sequence[tuple[int, str]], officer_id: int | None = None, collecting: bool = False,
    covering: Covering = NOBODY,
) -> WorkList:  # fmt: skip
    """Steps and drafts that wait for one of these (agency, role) pairs, soonest due first, undated last.

    With `officer_id` those that another officer has taken are left out, but for colleagues whom
    the officer covers. `collecting` gives the results that wait for their owner, which are
    nobody's work, in place of the work.
    """
    steps = workflow.waiting_for(roles, officer_id=officer_id, covering=covering)
    if collecting:
        return WorkList(steps.filter(step_kind=StepKind.DELIVER), Dossier.objects.none())
    for narrowing in _left_out:
        steps = narrowing(steps)
    wanted = Q()
    for agency_id, role in roles:
        wanted |= Q(holder_agency_id=agency_id, holder_role=role)
    drafts = Dossier.objects.filter(wanted, status__in=_DRAFTS, ended_at__isnull=True)
    if not roles:
        drafts = drafts.none()
    if officer_id is not None:
        theirs = Q(holder_officer_id__isnull=True) | Q(holder_officer_id=officer_id)
        for (agency_id, role), colleagues in covering.items():
            theirs |= Q(holder_agency_id=agency_id, holder_role=role, holder_officer_id__in=colleagues)
        drafts = drafts.filter(theirs)
    return WorkList(steps.exclude(step_kind=StepKind.DELIVER), drafts.order_by("id"))
