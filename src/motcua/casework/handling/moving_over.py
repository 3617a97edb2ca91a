"""All running dossiers of one version of a process go over to another, or are only tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from motcua.casework.dossiers.actions import By, DossierRefusal, change_process
from motcua.casework.dossiers.models import Dossier


@dataclass(frozen=True)
class Move:
    """What moving one dossier comes to; `reason` says why it stays."""

    code: str
    from_step: str
    to_step: str
    reason: str = ""


def running_on(version_id: int) -> QuerySet[Dossier]:
    """Dossiers under way on a version of a process."""
    return Dossier.objects.filter(process_version_id=version_id, ended_at__isnull=True)


def change_all(
    *,
    from_version_id: int,
    to_version_id: int,
    node_map: Mapping[str, str],
    by: By,
    dry_run: bool,
    most: int | None = None,
) -> list[Move]:
    """Dossiers that run on a version, each for itself (at `most` so many); with `dry_run` nothing stays done."""
    ids = running_on(from_version_id).order_by("id").values_list("id", flat=True)[:most]
    return [_one(pk, to_version_id, node_map, by, dry_run=dry_run) for pk in list(ids)]


def _one(pk: int, version_id: int, node_map: Mapping[str, str], by: By, *, dry_run: bool) -> Move:
    before = Dossier.objects.get(pk=pk)
    try:
        with transaction.atomic():
            after = change_process(dossier_id=pk, by=by, version_id=version_id, node_map=node_map)
            transaction.set_rollback(dry_run)
    except DossierRefusal as refusal:
        return Move(str(before), before.step, "", str(refusal))
    return Move(str(before), before.step, after.step)
