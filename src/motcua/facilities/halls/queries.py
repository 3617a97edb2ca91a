from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.halls.models import Group, Hall, HallCounter


def halls_of_agencies(agency_ids: Collection[int] | None) -> QuerySet[Hall]:
    """Halls of these one-stops' agencies (None: all), with names at hand."""
    found = Hall.objects.select_related("one_stop__serves", "service_point", "agency")
    return found if agency_ids is None else found.filter(agency_id__in=agency_ids)


def hall_of_counter(counter_id: int) -> HallCounter | None:
    """A counter's place in its hall, with both."""
    found = HallCounter.objects.select_related("hall__one_stop", "counter")
    return found.filter(pk=counter_id).first()


def seat_of(officer_id: int) -> HallCounter | None:
    """The counter at which an officer sits now."""
    found = HallCounter.objects.select_related("hall__one_stop", "counter")
    return found.filter(officer_id=officer_id).first()


def group_for(hall_id: int, version: ProcedureVersion) -> Group | None:
    """The group in which a procedure waits: named there itself, else by its sector; None when neither."""
    groups = list(Group.objects.filter(hall_id=hall_id, is_closed=False))
    codes = {version.procedure.code, version.procedure.national_code}
    sectors = {text for row in version.version_sectors.all() for text in (row.sector.code, row.sector.name)}
    named = [group for group in groups if codes & set(group.procedures)]
    by_sector = [group for group in groups if sectors & set(group.sectors)]
    return next(iter([*named, *by_sector]), None)
