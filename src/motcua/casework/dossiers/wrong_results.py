"""How a wrong result and its correction change the state of a dossier: the part of the fold beside its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from motcua.casework.deadlines.clocks import Stated, instant
from motcua.casework.dossiers.choices import Correction, Status, Timeliness
from motcua.casework.dossiers.columns import DossierState

Change = Callable[[DossierState, Stated], DossierState]


def _wrong_result_reported(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(
        state,
        correction=Correction.REPORTED.value,
        correct_by=instant(f["correct_by"]),
        correction_count=f["number"],
    )


def _correction_moved(state: DossierState, event: Stated) -> DossierState:
    return replace(state, correct_by=instant(event.facts["correct_by"]))


def _wrong_result_confirmed(state: DossierState, event: Stated) -> DossierState:
    return replace(state, correction=Correction.CONFIRMED.value)


def _correction_over(state: DossierState, event: Stated) -> DossierState:
    return replace(state, correction="", correct_by=None)


def _result_corrected(state: DossierState, event: Stated) -> DossierState:
    """When the first result was never handed over, the corrected one is, by the dossier's own delivery."""
    late = event.facts["timeliness"] == Timeliness.OVERDUE
    return replace(
        state,
        correction=Correction.CORRECTED.value if state.status == Status.DELIVERED else "",
        correct_by=None,
        late_correction_count=state.late_correction_count + late,
    )


CHANGES: dict[str, Change] = {
    "dossiers.wrong_result_reported": _wrong_result_reported,
    "dossiers.correction_moved": _correction_moved,
    "dossiers.wrong_result_dismissed": _correction_over,
    "dossiers.wrong_result_confirmed": _wrong_result_confirmed,
    "dossiers.result_corrected": _result_corrected,
    "dossiers.corrected_result_delivered": _correction_over,
}
