from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from motcua.casework.dossiers.actions.recording import By, DossierRefusal, locked, record
from motcua.casework.dossiers.actions.standing import run_of, went_to, when
from motcua.casework.dossiers.choices import RUNNING, Status
from motcua.casework.dossiers.events import ProcessChanged
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow.actions import NoPlaceThere


class NotRunning(DossierRefusal):
    """Chỉ chuyển được hồ sơ đang giải quyết."""


class NoPlace(DossierRefusal):
    """Phiên bản quy trình mới không có chỗ cho hồ sơ này."""


@transaction.atomic
def change_process(*, dossier_id: int, by: By, version_id: int, node_map: Mapping[str, str]) -> Dossier:
    """Put a running dossier on another version of its process; its dates do not move. Raises NoPlace."""
    dossier = locked(dossier_id)
    if dossier.status not in RUNNING | {Status.RESOLVED}:
        raise NotRunning
    here = dossier.step
    try:
        moved = workflow.change_version(
            run_id=run_of(dossier), version_id=version_id, node_map=node_map, when=when(dossier, by.at)
        )
    except NoPlaceThere as no_place:
        raise NoPlace(f"{NoPlace.__doc__} {no_place}") from no_place
    stated = ProcessChanged(
        process_version_id=version_id, from_step=here, run=moved.to_json(), **went_to(dossier, moved)
    )
    record(dossier, stated, by, moved=moved)
    return dossier
