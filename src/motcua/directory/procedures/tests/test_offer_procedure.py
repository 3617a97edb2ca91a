"""Local offers: an agency's own terms within what the law leaves room for."""

from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.directory.procedures import projections, queries
from motcua.directory.procedures.actions.offer_procedure import (
    LimitNotComparable,
    LimitTooLong,
    NothingInForce,
    OfferTerms,
    StartsInThePast,
    end_offer,
    offer_procedure,
)
from motcua.directory.procedures.choices import LimitUnit
from motcua.directory.procedures.models import Offer
from motcua.directory.procedures.rules.limits import Limit
from motcua.directory.procedures.tests.factories import AT, TODAY, catalogue_record, publish, published
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db
NEXT = AT + timedelta(days=7)


@pytest.fixture
def agency():
    from motcua.directory.agencies.models import Agency

    return Agency.objects.create(
        code="H27.01",
        name="Xã Thử",
        folded="xa thu",
        level="commune",
        kind="people_committee",
        valid_from=TODAY,
    )


def own(value, unit=LimitUnit.WORKING_DAY):
    return Limit(Decimal(value), unit.value)


def offer(agency, version, at=AT, **terms):
    return offer_procedure(
        agency_id=agency.pk,
        procedure_id=version.procedure_id,
        terms=OfferTerms(**terms),
        at=at,
        actor_id=None,
    )


def test_an_offer_holds_from_its_day_on(agency):
    version = published()
    made = offer(agency, version, limit=own(2), fee_vnd=5000, contact="Bộ phận Một cửa")
    assert list(queries.offers_of(agency.pk, TODAY)) == [made]
    assert queries.offer_in_force(agency_id=agency.pk, procedure_id=version.procedure_id, on=TODAY) == made
    assert list(queries.offers_for(version.procedure_id, TODAY)) == [made]
    assert queries.offers_of(agency.pk, TODAY - timedelta(days=1)).count() == 0
    (event,) = log.of(f"offer:{made.pk}")
    assert event.facts["limit_value"] == "2"
    assert event.agency_id == agency.pk


def test_a_longer_limit_is_refused_and_changes_nothing(agency):
    version = published()
    with pytest.raises(LimitTooLong, match="ngắn hơn"):
        offer(agency, version, limit=own(4))
    assert Offer.objects.count() == 0


def test_an_equal_limit_is_none_of_its_own(agency):
    assert offer(agency, published(), limit=own(3)).limit_value is None


def test_units_must_compare(agency):
    with pytest.raises(LimitNotComparable):
        offer(agency, published(), limit=own(2, LimitUnit.DAY))
    assert offer(agency, published(), limit=own(20, LimitUnit.HOUR)).limit_unit == "hour"


def test_new_terms_end_the_old_ones(agency):
    version = published()
    first = offer(agency, version, limit=own(2))
    second = offer(agency, version, at=NEXT, limit=own(1))
    first.refresh_from_db()
    assert first.valid_to == second.valid_from == NEXT.date()
    assert queries.offer_in_force(agency_id=agency.pk, procedure_id=version.procedure_id, on=TODAY) == first


def test_terms_may_begin_later_but_not_in_the_past(agency):
    version = published()
    later = offer(agency, version, starts_on=NEXT.date())
    assert queries.offers_of(agency.pk, TODAY).count() == 0
    assert list(queries.offers_of(agency.pk, NEXT.date())) == [later]
    with pytest.raises(StartsInThePast):
        offer(agency, version, starts_on=TODAY - timedelta(days=1))


def test_what_is_not_in_force_is_not_offered(agency):
    version = published()
    publish(catalogue_record(is_active=False))
    with pytest.raises(NothingInForce):
        offer(agency, version)


def test_ending(agency):
    made = offer(agency, published())
    end_offer(offer=made, at=NEXT)
    end_offer(offer=made, at=NEXT + timedelta(days=1))
    made.refresh_from_db()
    assert made.valid_to == NEXT.date()
    assert len(log.of(f"offer:{made.pk}")) == 2


def test_the_log_tells_every_change_of_the_row(agency):
    made = offer(agency, published(), limit=own("2.5"), fee_vnd=5000)
    subject = f"offer:{made.pk}"
    assert list(projections.check_offer(subject, log.of(subject))) == []
    Offer.objects.update(limit_value=Decimal(1), fee_vnd=1)
    changed = {d.what for d in projections.check_offer(subject, log.of(subject))}
    assert changed == {"limit_value", "fee_vnd"}
    Offer.objects.all().delete()
    assert list(projections.check_offer(subject, log.of(subject)))
