"""Who is behind an account, who is away, and who stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.identity.models import Account
from motcua.directory.staff.models import Absence
from motcua.kernel.prepared import Given, Prepared

ONE_DAY = timedelta(days=1)


def _memberships() -> QuerySet[Membership]:
    """An account's memberships of a day, each once for every colleague away that day whom the officer covers."""
    on: Any = Given("on")
    covered = Q(officer__covers__valid_from__lte=on, officer__covers__valid_to__gt=on)
    return (
        Membership.objects.on(on)
        .filter(officer__account_id=Given("account"))
        .annotate(
            cover=FilteredRelation("officer__covers", condition=covered), away_id=F("cover__officer_id")
        )
        .select_related("officer", "agency__unit__parent")
        .order_by("valid_from", "id")
    )


_MEMBERSHIPS = Prepared(_memberships)


def officer_of(account: Account, on: date) -> Officer | None:
    """The officer behind an account, with the memberships in force on a day and the colleagues covered for.

    One query for who holds any role.
    """
    rows = _MEMBERSHIPS(account=account.pk, on=on)
    officer = rows[0].officer if rows else Officer.objects.filter(account_id=account.pk).first()
    if officer is not None:
        officer.account = account
        officer.live_memberships, officer.live_on = list({row.pk: row for row in rows}.values()), on
        officer.stands_in_for = frozenset(row.away_id for row in rows if row.away_id is not None)
    return officer


def away_on(officer_ids: Collection[int], on: date) -> dict[int, Absence]:
    """Who of these is away on a day, each with the absence."""
    rows = Absence.objects.filter(officer_id__in=officer_ids, valid_from__lte=on, valid_to__gt=on)
    return {row.officer_id: row for row in rows.select_related("substitute")}


def who_works_for(officer_id: int, on: date) -> int | None:
    """Who gets what is meant for an officer: the officer, a substitute while away, or nobody in particular.

    A substitute who is away as well does not hand it on further.
    """
    away = away_on([officer_id], on).get(officer_id)
    if away is None:
        return officer_id
    substitute = away.substitute_id
    return substitute if substitute and not away_on([substitute], on) else None


def serves(officer_id: int, place: tuple[int, str], on: date) -> bool:
    """Whether an officer acts in a role at an agency on a day."""
    officer = Officer.objects.filter(pk=officer_id).first()
    return officer is not None and rights.has_role(officer, place[1], place[0], on)


def who_serves_for(officer_id: int | None, place: tuple[int, str], on: date) -> int | None:
    """`who_works_for`, and nobody in particular once that person no longer acts at the place."""
    keeper = who_works_for(officer_id, on) if officer_id else None
    return keeper if keeper and serves(keeper, place, on) else None


def called(officers: Iterable[Officer], on: date) -> list[tuple[int, str]]:
    """Officers to choose from; who is away says until when and who stands in."""
    people = list(officers)
    away = away_on([person.pk for person in people], on)
    return [(person.pk, f"{person.name}{until(away.get(person.pk))}") for person in people]


def until(absence: Absence | None) -> str:
    """` (vắng đến 30/11, thay: …)` behind a name; empty for who is there."""
    if absence is None or absence.valid_to is None:
        return ""
    last = f"{absence.valid_to - ONE_DAY:%d/%m}"
    if absence.substitute is None:
        return _(" (vắng đến {day})").format(day=last)
    return _(" (vắng đến {day}, thay: {name})").format(day=last, name=absence.substitute.name)


def absences_in(agency_ids: Collection[int] | None, *, me: int, since: date) -> QuerySet[Absence]:
    """Own absences and those of people serving in these agencies (None: any), not over before a day."""
    found = Absence.objects.filter(valid_to__gt=since).exclude(valid_to=F("valid_from"))
    if agency_ids is not None:
        serving = Membership.objects.on(since).filter(agency_id__in=agency_ids)
        found = found.filter(Q(officer_id=me) | Q(officer_id__in=serving.values("officer_id")))
    return found.select_related("officer", "substitute")


def ending_soon(agency_ids: Collection[int], *, on: date, within: timedelta) -> QuerySet[Membership]:
    """Secondments to these agencies in force on a day that end before long, the soonest first."""
    rows = Membership.objects.on(on).filter(agency_id__in=agency_ids, valid_to__lte=on + within)
    rows = rows.filter(home_agency__isnull=False).exclude(home_agency=F("agency"))
    return rows.select_related("officer", "home_agency").order_by("valid_to", "officer__folded")


def lent(officer: Officer) -> QuerySet[Membership]:
    """Roles this officer has lent, the latest first; those called off before they began are left out."""
    rows = officer.lent_memberships.exclude(valid_to=F("valid_from"))
    return rows.select_related("officer", "agency").order_by("-valid_from", "-id")


def borrowed(officer: Officer) -> QuerySet[Membership]:
    """Roles lent to this officer, the latest first."""
    rows = officer.memberships.filter(lent_by__isnull=False).exclude(valid_to=F("valid_from"))
    return rows.select_related("lent_by", "agency").order_by("-valid_from", "-id")
