"""Where paper is: what waits to be carried, which lists are under way, what is late."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.lookups import In
from django.utils.translation import gettext as _

from motcua.casework.dossiers import ports
from motcua.casework.dossiers.choices import ComponentKind, DeliveryChoice, IntakeChannel
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import RESULT_KINDS
from motcua.casework.handovers.choices import OPEN, ListState, Moved, MoveState
from motcua.casework.handovers.models import HandOverList, ListedPaper, PaperMove
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event
from motcua.kernel.prepared import PreparedIn

COUNTED = 100  # as far as the menu counts

_ON_PAPER = (ComponentKind.ORIGINAL.value, ComponentKind.COPY.value)


def is_away(dossier: Dossier, on: date) -> bool:
    """Whether the agency that decides is not served at the counter that received: paper has to travel.

    Both are followed to their heirs, so a merger makes no journey out of what stayed in the house.
    """
    received_at = {heir.pk for heir in agencies.successors_on(dossier.receiving_agency, on)}
    return not received_at & _house_of(dossier.competent_agency, on)


def _house_of(agency: Agency, on: date) -> set[int]:
    """An agency and the one-stop that serves it."""
    heirs = agencies.successors_on(agency, on)
    one_stops = [agencies.one_stop_of(heir.pk) for heir in heirs]
    return {heir.pk for heir in heirs} | {found.agency_id for found in one_stops if found}


def is_on_paper(dossier: Dossier) -> bool:
    """Whether papers were handed in that somebody has to carry."""
    at_counter = dossier.intake_channel != IntakeChannel.ONLINE
    return at_counter and dossier.components.filter(kind__in=_ON_PAPER).exists()


def needs_result_carried(dossier: Dossier) -> bool:
    """Whether the result goes to the counter on paper. It returns to where the dossier was received."""
    if dossier.resolved_at is None or dossier.delivery_choice == DeliveryChoice.ELECTRONIC:
        return False
    return is_away(dossier, dossier.resolved_at.astimezone(VIETNAM).date())


def result_event(dossier: Dossier) -> int:
    """The fact of the result that stands now; 0 while there is none."""
    found = Event.objects.filter(subject=dossier.subject, kind__in=RESULT_KINDS).order_by("-seq")
    return found.values_list("pk", flat=True).first() or 0


def result_move(dossier: Dossier) -> PaperMove | None:
    """The carrying of the result that stands now; one of an earlier, corrected result is past."""
    if dossier.resolved_at is None:
        return None
    found = dossier.paper_moves.filter(moved=Moved.RESULT, event_id__gte=result_event(dossier))
    return found.order_by("-event_id").first()


def objection_to_delivery(dossier: Dossier) -> str:
    """A result on paper is handed out only where it lies."""
    move = result_move(dossier)
    if move is None:
        return _("Bản giấy của kết quả chưa về nơi tiếp nhận.") if needs_result_carried(dossier) else ""
    if move.state not in OPEN:
        return ""
    return _(
        "Bản giấy của kết quả chưa về nơi tiếp nhận (%(state)s). Hãy nhận theo danh sách bàn giao trước khi trả."
    ) % {"state": move.get_state_display().lower()}


def objection_to_corrected_delivery(dossier: Dossier) -> str:
    """A corrected result on paper is handed out only where it lies, like the first."""
    return objection_to_delivery(dossier) if result_move(dossier) else ""


def install() -> None:
    """Called once when the app is ready."""
    ports.object_to("deliver", objection_to_delivery)
    ports.object_to("deliver_corrected", objection_to_corrected_delivery)


@dataclass(frozen=True)
class Waiting:
    """What waits to go one way."""

    from_agency: Agency
    to_agency: Agency
    number: int
    late: int


def waiting(agency_ids: Collection[int], at: datetime) -> list[Waiting]:
    """Paper that waits to be carried, by way."""
    rows = (
        PaperMove.objects.filter(from_agency__in=agency_ids, state=MoveState.WAITING)
        .order_by()
        .values_list("from_agency_id", "to_agency_id")
        .annotate(number=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)))
    )
    found = list(rows)
    places = Agency.objects.in_bulk({pk for row in found for pk in row[:2]})
    ways = [Waiting(places[a], places[b], number, late) for a, b, number, late in found]
    return sorted(ways, key=lambda way: (-way.late, way.to_agency.name))


def to_carry(from_id: int, to_id: int) -> QuerySet[PaperMove]:
    """What waits to go from one agency to another, soonest due first."""
    return moves().filter(from_agency=from_id, to_agency=to_id, state=MoveState.WAITING)


def moves() -> QuerySet[PaperMove]:
    """Moves with what a list shows of them."""
    return PaperMove.objects.select_related(
        "dossier__procedure_version", "from_agency", "to_agency"
    ).prefetch_related("dossier__parties")


def late(agency_ids: Collection[int], at: datetime) -> QuerySet[PaperMove]:
    """Paper that should have been there by now, of these agencies."""
    concerned = Q(from_agency__in=agency_ids) | Q(to_agency__in=agency_ids)
    return moves().filter(concerned, state__in=OPEN, due_at__lt=at).order_by("due_at", "id")


def lists_of(sending: Collection[int], receiving: Collection[int]) -> QuerySet[HandOverList]:
    """Lists that these agencies send or receive, newest first; nobody receives what was not sent."""
    coming = Q(to_agency__in=receiving) | Q(to_one_stop__in=receiving)
    return (
        HandOverList.objects.filter(Q(from_agency__in=sending) | (coming & ~Q(state=ListState.MADE)))
        .select_related("from_agency", "to_agency")
        .annotate(
            number=Count("lines"),
            arrived=Count("lines", filter=Q(lines__received_at__isnull=False)),
            missing=Count("lines", filter=Q(lines__is_missing=True)),
        )
        .order_by("-id")
    )


def lines_of(hand_over_list: HandOverList) -> list[ListedPaper]:
    """The lines of a list with the dossiers they are about."""
    found = hand_over_list.lines.select_related("move__dossier__procedure_version", "move__to_agency")
    return list(found.prefetch_related("move__dossier__parties"))


def _coming(receiving: list[Any]) -> QuerySet[HandOverList, Any]:
    theirs = Q(In(F("to_agency_id"), receiving)) | Q(In(F("to_one_stop_id"), receiving))
    return HandOverList.objects.filter(theirs, state=ListState.SENT).values_list("pk")[:COUNTED]


_COMING = PreparedIn(_coming, "receiving")


def waiting_lists(receiving: Collection[int]) -> int:
    """How many lists are on their way to these agencies, counted up to COUNTED."""
    return len(_COMING(receiving=receiving))


def of_dossier(dossier: Dossier) -> list[tuple[PaperMove, ListedPaper | None]]:
    """All carrying of a dossier's paper, oldest first, each with the line it was listed in last."""
    found = list(dossier.paper_moves.select_related("from_agency", "to_agency").order_by("event_id"))
    lines: Iterable[ListedPaper] = ListedPaper.objects.filter(move__in=found).order_by("id")
    last = {line.move_id: line for line in lines}
    return [(move, last.get(move.pk)) for move in found]
