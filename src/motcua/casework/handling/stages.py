"""The steps of a dossier's process: what is done, where it is now, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.workflow.choices import StepKind
from motcua.facilities.workflow.rules import Sequence
from motcua.kernel.events.models import Event
from motcua.kernel.ui.words import instant, long_day


@dataclass(frozen=True)
class Stage:
    """One step as the page lists it; `state` is done, now, stopped or empty (still to come)."""

    title: str
    state: str = ""
    text: str = ""


def stages(dossier: Dossier, events: list[Event], sequence: Sequence | None) -> list[Stage]:
    """The steps of the process with what is done, where it is now, and what follows."""
    if sequence is None:
        return [Stage(str(dossier.get_status_display()), "now")]
    reached = _reached(events)
    places = [step.code for step in sequence.steps]
    current = places.index(dossier.step) if dossier.step in places else len(places)
    if dossier.status == Status.STOPPED:  # the step it stopped at was never left
        current = next((place for place, code in enumerate(places) if code not in reached), len(places))
    found = []
    for place, step in enumerate(sequence.steps):
        when = reached.get(step.code)
        if place < current or dossier.status == Status.DELIVERED:
            found.append(Stage(step.name, "done", instant(when) if when else ""))
        elif place == current:
            found.append(Stage(_now_title(dossier, step.kind, step.name), "now", _now_text(dossier)))
        else:
            found.append(Stage(step.name))
    if dossier.status == Status.STOPPED:
        return [stage for stage in found if stage.state == "done"] + [
            Stage(_("Đã dừng giải quyết"), "stopped")
        ]
    return found


def _reached(events: list[Event]) -> dict[str, datetime]:
    """When each step was left, by its code."""
    left: dict[str, datetime] = {}
    step = ""
    for event in events:
        if event.kind == "dossiers.accepted":
            step = event.facts["step"]
        elif event.facts.get("to_step"):
            left[step] = event.happened_at
            step = event.facts["to_step"]
        elif event.kind == "dossiers.delivered":
            left[step] = event.happened_at
    return left


def _now_title(dossier: Dossier, kind: str, name: str) -> str:
    if kind == StepKind.RECEIVE:
        return _("Đã tiếp nhận, đang chuyển đi giải quyết")
    if kind == StepKind.DELIVER:
        return _("Đã có kết quả, chờ ông/bà đến nhận")
    return name


def _now_text(dossier: Dossier) -> str:
    if dossier.status == Status.SUPPLEMENT:
        return _("Đang chờ ông/bà nộp bổ sung tại {where}").format(where=dossier.receiving_agency.name)
    where = dossier.holder_agency.name if dossier.holder_agency else ""
    since = long_day(dossier.step_since) if dossier.step_since else ""
    return _("{where}, từ {since}").format(where=where, since=since) if where and since else where
