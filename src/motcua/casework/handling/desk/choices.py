"""What the form of a verb offers to choose from, and what it begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from motcua.casework.dossiers.actions.going_back import passed
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk import verb_forms as forms
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency, Officer
from motcua.directory.staff import queries as staff
from motcua.facilities.workflow import queries as workflow
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.decisions import Decision, decisions
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

Choice = tuple[int, str]


def offered(form: type[ClientForm], dossier: Dossier, spot: Spot | None, data: Any) -> dict[str, Any]:
    """Arguments of the form beside what was sent."""
    for kind, choose in _CHOOSING.items():
        if issubclass(form, kind):
            return choose(dossier, spot)
    initial: dict[str, Any] = {"spot": spot.number} if spot else {}
    if form is forms.DeliveryForm and data is None:
        owner = next((party for party in dossier.parties.all() if party.role == "owner"), None)
        initial["name"] = owner.name if owner else ""
    return {"initial": initial}


def _step(dossier: Dossier, spot: Spot | None) -> dict[str, Any]:
    return {"spot": spot, "ways": _ways(dossier, spot), "officers": _next_officers(dossier, spot)}


def _ways(dossier: Dossier, spot: Spot | None) -> list[Decision]:
    """The ways on that the officer chooses between; none where the process has one."""
    if not _is_drawn(dossier, spot) or spot is None or dossier.process_version is None:
        return []
    return list(decisions(dossier.process_version.graph, spot.node))


def _is_drawn(dossier: Dossier, spot: Spot | None) -> bool:
    return (
        spot is not None
        and dossier.process_version is not None
        and spot.node in dossier.process_version.graph.nodes
    )


def _next_officers(dossier: Dossier, spot: Spot | None) -> list[Choice]:
    """Officers who hold the role of a step that may come next, at its agency."""
    if not _is_drawn(dossier, spot) or spot is None:
        return []
    today = clock.today()
    found: dict[int, Officer] = {}
    for agency_id, role in workflow.next_roles(dossier.process_run_id or 0, spot.node, today):
        found |= {one.pk: one for one in agencies.officers_with_role(agency_id, role, today)}
    return staff.called(found.values(), today)


def _steps_back(dossier: Dossier, spot: Spot | None) -> dict[str, Any]:
    version = dossier.process_version
    here = spot.node if spot else ""
    steps = [step.step for step in passed(dossier) if step.step != here]
    named = [(step, workflow.step_name(version, step)) for step in steps] if version else []
    return {"steps": named, "initial": {"spot": spot.number if spot else None}}


def _colleagues(dossier: Dossier, spot: Spot | None) -> dict[str, Any]:
    if spot is None:
        return {}
    found = agencies.officers_with_role(spot.agency_id or 0, spot.role, clock.today())
    people = staff.called([officer for officer in found if officer.pk != spot.officer_id], clock.today())
    return {"officers": people, "initial": {"spot": spot.number}}


def _places(dossier: Dossier, spot: Spot | None) -> dict[str, Any]:
    today = clock.today()
    known = Agency.objects.on(today).exclude(
        pk__in=[dossier.competent_agency_id, dossier.receiving_agency_id]
    )
    return {"places": [(agency.pk, agency.name) for agency in known.order_by("level", "name")]}


_CHOOSING: dict[type[ClientForm], Callable[[Dossier, Spot | None], dict[str, Any]]] = {
    forms.StepForm: _step,
    forms.SendBackForm: _steps_back,
    forms.AssignForm: _colleagues,
    forms.ConsultForm: _places,
}
