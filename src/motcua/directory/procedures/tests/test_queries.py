from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.directory.procedures import queries
from motcua.directory.procedures.choices import ChannelKind, LimitUnit
from motcua.directory.procedures.models import Offer
from motcua.directory.procedures.rules.content import ChannelContent
from motcua.directory.procedures.rules.limits import Limit
from motcua.directory.procedures.tests.factories import BIRTH, TODAY, limit, published

pytestmark = pytest.mark.django_db


def channels(*limits, kind=ChannelKind.COUNTER):
    return (ChannelContent(kind.value, limits),)


def test_a_version_is_found_by_id_by_code_and_by_a_local_code():
    version = published()
    for known in (version.procedure_id, BIRTH, f"{BIRTH}.000.00.00.H27"):
        assert queries.version_in_force(known, TODAY) == version


@pytest.mark.parametrize("unknown", ["9.999999", "", "x", "1.001193/../", 10**18, "1.0011930"])
def test_unknown_procedures_have_no_version(unknown):
    published()
    assert queries.version_in_force(unknown, TODAY) is None


def test_nothing_holds_before_the_first_day():
    version = published()
    assert queries.version_in_force(BIRTH, version.valid_from - timedelta(days=1)) is None


def test_one_version_a_procedure_is_in_force():
    published("1.000001")
    published("1.000002")
    published("1.000002", name="Mới")
    found = queries.versions_in_force(TODAY)
    assert sorted((v.procedure.code, v.number) for v in found) == [("1.000001", 1), ("1.000002", 2)]


def test_content_is_fetched_in_few_queries(django_assert_max_num_queries):
    for n in range(5):
        published(f"1.00000{n}")
    with django_assert_max_num_queries(11):
        for version in queries.with_content(queries.versions_in_force(TODAY)):
            queries.content_of(version)


class TestStatutoryLimit:
    def test_the_longest_of_the_channel(self):
        version = published(channels=channels(limit("5"), limit("20", text="phức tạp")))
        assert queries.statutory_limit(version) == Limit(Decimal(20), LimitUnit.WORKING_DAY)

    def test_each_channel_has_its_own(self):
        version = published()
        assert queries.statutory_limit(version, ChannelKind.ONLINE).value == 1

    def test_a_channel_that_is_not_there_is_taken_by_the_others(self):
        version = published(channels=channels(limit("5"), kind=ChannelKind.ONLINE))
        assert queries.statutory_limit(version, ChannelKind.COUNTER).value == 5

    def test_variants_do_not_count_unless_named(self):
        variants = (limit("5"), limit("15", variant_code="1.001193.02"))
        version = published(channels=channels(*variants))
        assert queries.statutory_limit(version).value == 5
        assert queries.statutory_limit(version, variant_code="1.001193.02").value == 15
        assert queries.limits_for(version, "counter", "").count() == 1

    def test_only_words(self):
        version = published(channels=channels(limit(None, LimitUnit.OTHER, text="Theo mô tả")))
        assert queries.statutory_limit(version) is None

    @pytest.mark.parametrize(
        ("own", "unit", "expected"),
        [
            ("2", "working_day", "2"),
            ("9", "working_day", "3"),
            ("8", "hour", "8"),
            ("2", "day", "3"),
            (None, "", "3"),
        ],
    )
    def test_an_offer_only_shortens(self, own, unit, expected):
        version = published()
        offer = Offer(limit_value=Decimal(own) if own else None, limit_unit=unit)
        assert queries.statutory_limit(version, "counter", offer).value == Decimal(expected)

    def test_an_offer_counts_where_the_law_has_only_words(self):
        version = published(channels=channels(limit(None, LimitUnit.OTHER)))
        offer = Offer(limit_value=Decimal(4), limit_unit="hour")
        assert queries.statutory_limit(version, "counter", offer) == Limit(Decimal(4), "hour")

    def test_limits_of_many_in_one_query(self, django_assert_num_queries):
        ids = [published(f"1.00000{n}").pk for n in range(3)]
        with django_assert_num_queries(1):
            found = queries.limits_of_versions(ids)
        assert {limit.value for limit in found.values()} == {Decimal(3)}
        assert set(found) == set(ids)
