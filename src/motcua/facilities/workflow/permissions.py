"""Who may draw, publish and see which processes."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from motcua.directory.agencies import permissions as agencies
from motcua.directory.agencies.models import Officer
from motcua.facilities.workflow.models import Process


def may_edit(officer: Officer, process: Process, on: date) -> bool:
    """Administrators of the field the owner stands in; the standard ones are for system administrators."""
    if process.owner_id is None:
        return agencies.is_system_admin(officer, on)
    return agencies.administers(officer, process.owner_id, on)


def visible_to(officer: Officer, on: date) -> QuerySet[Process]:
    """The standard processes, and those of agencies where the officer works or that they look after."""
    scope = agencies.administered_ids(officer, on)
    if scope is None:
        return Process.objects.all()
    own = agencies.agencies_of(officer, on=on) | scope
    return Process.objects.filter(Q(owner_id__isnull=True) | Q(owner_id__in=own))
