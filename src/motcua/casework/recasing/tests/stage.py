"""A dossier taken in as “Thông thường” that should have been “Phải xác minh”."""

from __future__ import annotations

from typing import Any

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, make_draft
from motcua.casework.recasing.actions import Change
from motcua.directory.procedures.models import Component, Fee, ProcedureCase

WRONG, RIGHT = "Thông thường", "Phải xác minh"


def case(version, name: str = RIGHT) -> ProcedureCase:
    return ProcedureCase.objects.get(version=version, name=name)


def paper(version, name: str, place: int) -> Component:
    """The declaration (1) or the own paper (2) of a case."""
    return Component.objects.get(case__version=version, case__name=name, position=place)


def taken_in(office, version, at=MONDAY, **fields: Any) -> Dossier:
    """Under the wrong case, with all its papers and its fee."""
    draft = make_draft(office, at, version=version, procedure_case_id=case(version, WRONG).pk, **fields)
    fee = Fee.objects.get(time_limit__channel__version=version, amount_vnd=8000)
    noted = [FeeEntry(fee_id=fee.pk, kind="charge", amount_vnd=8000)]
    return dossiers.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", at), fees=noted)


def change(
    version, name: str = RIGHT, *, fee: int = 20000, without: tuple[int, ...] = (), **more: Any
) -> Change:
    """What the officer says: every paper of the case is there but those left out."""
    asked = Component.objects.filter(case__version=version, case__kind="shared")
    asked = [*asked, *Component.objects.filter(case__version=version, case__name=name).order_by("position")]
    entries = (ComponentEntry(component_id=one.pk, kind="copy") for one in asked if one.pk not in without)
    values: dict[str, Any] = {
        "case_id": case(version, name).pk,
        "reason": "Khi tiếp nhận chọn nhầm",
        "components": tuple(entries),
        "fees": (FeeEntry(fee_id=None, kind="charge", amount_vnd=fee),),
    }
    return Change(**(values | more))
