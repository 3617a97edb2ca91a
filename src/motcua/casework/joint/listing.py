"""The step of a whole whose work is a dossier of its own stands in no list of work: the part does."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from motcua.casework.handling import work_list
from motcua.casework.joint.models import Part
from motcua.facilities.workflow.models import Token


def without_parts(steps: QuerySet[Token]) -> QuerySet[Token]:
    """Steps but those at which a part is under way."""
    under_way = Part.objects.filter(
        whole__process_run=OuterRef("run_id"), spot=OuterRef("number"), outcome=""
    )
    return steps.exclude(Exists(under_way))


def install() -> None:
    """Called once when the app is ready."""
    work_list.leave_out(without_parts)
