"""Which procedures belong together, and how the parts of a dossier stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.casework.dossiers import ports
from motcua.casework.dossiers.choices import ENDED, Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import history
from motcua.casework.handovers.queries import is_on_paper, objection_to_delivery
from motcua.casework.joint.choices import Outcome
from motcua.casework.joint.models import LinkedProcedure, Part
from motcua.directory.agencies import queries as agencies
from motcua.facilities.workflow.changes import Spot
from motcua.kernel.clock import VIETNAM
from motcua.kernel.prepared import Given, Prepared

# The applicant deals with the whole; what concerns them is not done to a part of its own.
_OF_THE_WHOLE = ("amend", "reject", "replace_pin", "revise", "undo_acceptance", "withdraw")


# Asked of every dossier that moves, though few belong together.
_LINKS_OF_VERSION = Prepared(
    lambda: (
        LinkedProcedure.objects.on(Given("on"))  # type: ignore[attr-defined,arg-type]
        .filter(lead__versions=Given("version"))
        .select_related("procedure")
    )
)
_PART_OF = Prepared(lambda: Part.objects.filter(dossier_id=Given("id")).select_related("whole").order_by())
_HAS_PARTS = Prepared(lambda: Part.objects.filter(whole_id=Given("id")).order_by().values_list("id")[:1])
_UNDER_WAY_AT = Prepared(
    lambda: (
        Part.objects.filter(whole_id=Given("id"), spot=Given("spot"), outcome="")
        .select_related("dossier")
        .order_by()
    )
)


def links_of(version_id: int, on: date) -> dict[str, LinkedProcedure]:
    """The procedures linked to the procedure of a version on a day, by the step at which they are settled."""
    return {row.step: row for row in _LINKS_OF_VERSION(version=version_id, on=on)}


def all_links() -> QuerySet[LinkedProcedure]:
    """Every link there is or was, present ones first."""
    return LinkedProcedure.objects.select_related("lead", "procedure").order_by(
        "-valid_to", "lead__code", "step"
    )


def part_of(dossier_id: int) -> Part | None:
    """The part a dossier is, with the whole; None for a dossier that stands alone or is a whole."""
    return _PART_OF.first(id=dossier_id)


def is_part(dossier_id: int) -> bool:
    return part_of(dossier_id) is not None


def has_parts(dossier_id: int) -> bool:
    return _HAS_PARTS.first(id=dossier_id) is not None


def parts_of(whole: Dossier) -> list[Part]:
    """The parts of a dossier, oldest first, with what a page shows of each."""
    rows = Part.objects.filter(whole=whole).select_related(
        "dossier__procedure_version__procedure", "dossier__competent_agency", "dossier__holder_agency"
    )
    return list(rows.order_by("id"))


def due_of_whole(whole: Dossier, parts: list[Part]) -> datetime | None:
    """When everything is promised: the latest of the whole's date and those of parts under way."""
    dates = [part.dossier.due_at for part in parts if not part.outcome] + [whole.due_at]
    return max((at for at in dates if at), default=None)


def is_sequential(whole: Dossier) -> bool:
    """On paper one agency works after another, since there is one set of papers; else all at once.

    Law: NĐ 118/2025, Điều 20.1: paper goes from agency to agency with a transfer slip, the
    electronic dossier to all of them together.
    """
    return is_on_paper(whole)


@dataclass(frozen=True)
class Trace:
    """One thing that happened to a part, as the lead agency sees it: no words of the other agency's own."""

    at: datetime
    title: str
    who: str
    where: str


def trail_of(part: Part) -> list[Trace]:
    """Steps of a part, who did them and when; notes stay with the agency that wrote them."""
    events = history(part.dossier)
    people = agencies.officer_names_on(
        {(event.actor_id, event.happened_at.astimezone(VIETNAM).date()) for event in events if event.actor_id}
    )
    places = agencies.names_of({event.agency_id for event in events if event.agency_id})
    return [
        Trace(
            event.happened_at,
            event.title,
            people.get((event.actor_id or 0, event.happened_at.astimezone(VIETNAM).date()), ""),
            places.get(event.agency_id or 0, ""),
        )
        for event in events
    ]


def objection_to_acting_on_part(dossier: Dossier) -> str:
    """What concerns the applicant is done to the whole, unless that has ended or left the part behind."""
    part = part_of(dossier.pk)
    if part is None or part.outcome == Outcome.STOPPED or part.whole.status in ENDED:
        return ""
    return _("Hồ sơ này là phần của hồ sơ liên thông %(code)s; hãy làm việc này ở hồ sơ đó.") % {
        "code": part.whole.code
    }


def objection_to_recasing(dossier: Dossier) -> str:
    """Another agency works on what was handed in already."""
    if Part.objects.filter(whole=dossier).exists():
        return _("Cơ quan liên thông đã nhận phần việc của mình nên không đổi trường hợp được nữa.")
    return objection_to_acting_on_part(dossier)


def objection_to_delivering(dossier: Dossier) -> str:
    """Results are handed out together: parts with the whole, the whole with the paper of all its parts."""
    part = part_of(dossier.pk)
    if part is not None:
        if part.whole.status in ENDED:
            return ""
        return _("Kết quả được trả cùng hồ sơ liên thông %(code)s.") % {"code": part.whole.code}
    for one in Part.objects.filter(whole=dossier, dossier__status=Status.RESOLVED).select_related("dossier"):
        if reason := objection_to_delivery(one.dossier):
            return f"{one.dossier.code}: {reason}"
    return ""


def objection_to_finishing(at: tuple[Dossier, Spot]) -> str:
    """A step whose work is a dossier of its own ends with that dossier."""
    dossier, spot = at
    part = _UNDER_WAY_AT.first(id=dossier.pk, spot=spot.number)
    if part is None:
        return ""
    return _("Bước này xong khi hồ sơ thành phần %(code)s có kết quả; hãy giải quyết ở hồ sơ đó.") % {
        "code": part.dossier.code
    }


def install() -> None:
    """Called once when the app is ready."""
    objections: dict[str, Any] = dict.fromkeys(_OF_THE_WHOLE, objection_to_acting_on_part)
    objections |= {
        "change_case": objection_to_recasing,
        "deliver": objection_to_delivering,
        "finish_step": objection_to_finishing,
    }
    for verb, objection in objections.items():
        ports.object_to(verb, objection)
