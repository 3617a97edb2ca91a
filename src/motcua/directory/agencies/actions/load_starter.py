from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.agencies import starter
from motcua.directory.agencies.actions.create_agency import NewAgency, create_agency
from motcua.directory.agencies.actions.open_one_stop import NewOneStop, open_one_stop
from motcua.directory.agencies.choices import AgencyKind, OneStopKind
from motcua.directory.agencies.models import Agency, OneStop
from motcua.directory.units import starter as unit_starter
from motcua.directory.units.actions.import_units import TWO_TIERS_FROM, import_units
from motcua.directory.units.choices import UnitRegime
from motcua.directory.units.models import Unit


@transaction.atomic
def load_starter(*, at: datetime, actor_id: int | None = None) -> int:
    """Enter the shipped units, agencies and one-stops of Hà Tĩnh; what stands already is left as it is.

    Returns how many agencies are new.
    """
    import_units(readings=unit_starter.unit_readings(), at=at, actor_id=actor_id)
    units = {unit.code: unit for unit in Unit.objects.filter(regime=UnitRegime.TWO_TIER)}
    known = {agency.code: agency for agency in Agency.objects.all()}
    served = set(OneStop.objects.values_list("agency_id", flat=True))
    before = len(known)
    for row in starter.agencies():
        if row.code not in known:
            new = NewAgency(
                code=row.code,
                code_is_provisional=row.is_provisional,
                name=row.name,
                level=row.level,
                kind=row.kind,
                valid_from=TWO_TIERS_FROM,
                parent=known.get(row.parent),
                unit=units.get(row.unit_code),
            )
            known[row.code] = create_agency(new=new, at=at, actor_id=actor_id)
        agency = known[row.code]
        if row.kind == AgencyKind.SERVICE_CENTER and agency.pk not in served:
            _open(agency, known, at, actor_id)
    return len(known) - before


def _open(center: Agency, known: dict[str, Agency], at: datetime, actor_id: int | None) -> None:
    is_province = center.code == starter.PROVINCE_CENTER
    serves = known[starter.PROVINCE_CODE if is_province else center.code.removesuffix(starter.CENTER)]
    kind = OneStopKind.PROVINCE_CENTER if is_province else OneStopKind.COMMUNE_CENTER
    new = NewOneStop(agency=center, serves=serves, kind=kind, valid_from=TWO_TIERS_FROM)
    open_one_stop(new=new, at=at, actor_id=actor_id)
