"""Mẫu 07, Sổ theo dõi hồ sơ: what a one-stop accepted in a period, a line for each, as rows and log have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import QuerySet

from motcua.casework.dossiers.choices import DeliveryChoice, Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.models.party import PartyRole
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event

_AT_ONCE = 400  # subjects looked up together; below SQLite's limit of parameters
_COLUMNS = (
    "id", "code", "status", "procedure_version__name", "competent_agency__name", "accepted_at", "due_at",
    "resolved_at", "delivered_at", "delivery_choice", "is_extended", "parties__name", "parties__address",
    "parties__phone",
)  # fmt: skip


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register; times that have not come yet are None."""

    code: str
    procedure: str
    applicant: str
    contact: str
    agency: str
    accepted_at: datetime
    due_at: datetime | None
    passed_at: datetime | None
    resolved_at: datetime | None
    delivered_at: datetime | None
    delivery: str
    note: str


def count(agency_id: int, first: date, last: date) -> int:
    """How many lines the register of a period has."""
    return _accepted(agency_id, first, last).count()


def lines(agency_id: int, first: date, last: date) -> Iterator[RegisterLine]:
    """The register of one receiving agency, in the order of acceptance; read in portions."""
    found = _accepted(agency_id, first, last).filter(parties__role=PartyRole.OWNER)
    rows = found.order_by("accepted_at", "id").values(*_COLUMNS).iterator(chunk_size=_AT_ONCE)
    while portion := list(islice(rows, _AT_ONCE)):
        passed = _passed_on(row["id"] for row in portion)
        for row in portion:
            yield _line(row, passed.get(f"dossier:{row['id']}"))


def _accepted(agency_id: int, first: date, last: date) -> QuerySet[Dossier]:
    begins = datetime.combine(first, time.min, VIETNAM)
    ends = datetime.combine(last + timedelta(days=1), time.min, VIETNAM)
    return Dossier.objects.filter(
        receiving_agency_id=agency_id, accepted_at__gte=begins, accepted_at__lt=ends
    )


def _passed_on(ids: Iterable[int]) -> dict[str, datetime]:
    """When each dossier first left the counter."""
    moves = Event.objects.filter(
        subject__in=[f"dossier:{pk}" for pk in ids], kind="dossiers.handed_over"
    ).order_by("-seq")
    return dict(moves.values_list("subject", "happened_at"))  # the first hand-over comes last and stays


def _line(row: dict, passed_at: datetime | None) -> RegisterLine:
    return RegisterLine(
        code=row["code"] or "",
        procedure=row["procedure_version__name"],
        applicant=row["parties__name"],
        contact=", ".join(filter(None, (row["parties__address"], row["parties__phone"]))),
        agency=row["competent_agency__name"],
        accepted_at=row["accepted_at"],
        due_at=row["due_at"],
        passed_at=passed_at,
        resolved_at=row["resolved_at"],
        delivered_at=row["delivered_at"],
        delivery=_DELIVERY[row["delivery_choice"]],
        note=note(row),
    )


# The law's forms are in Vietnamese whatever the screen speaks.
_DELIVERY = {
    DeliveryChoice.COUNTER.value: "Trực tiếp",
    DeliveryChoice.ELECTRONIC.value: "Bản điện tử",
    DeliveryChoice.BOTH.value: "Trực tiếp và điện tử",
    DeliveryChoice.POST.value: "Bưu chính",
}
_STATES = {
    Status.STOPPED.value: "Dừng giải quyết",
    Status.WITHDRAWAL.value: "Yêu cầu rút",
    Status.SUPPLEMENT.value: "Chờ bổ sung",
}


def note(row: dict) -> str:
    """What is out of the ordinary about a dossier."""
    said = [_STATES.get(row["status"], "")]
    if row["is_extended"]:
        said.append("Đã gia hạn")
    if row["resolved_at"] and row["due_at"] and row["resolved_at"] > row["due_at"]:
        said.append("Quá hạn")
    return "; ".join(filter(None, said))
