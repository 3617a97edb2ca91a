"""A prepared read answers what its queryset would, whatever it is asked; a write changes row and object."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In
from django.test.utils import CaptureQueriesContext

from motcua.directory.agencies.models import Agency, Membership, Officer
from motcua.directory.agencies.tests.factories import make_agency, make_officer
from motcua.kernel.events.models import ClientRequest
from motcua.kernel.prepared import Given, Prepared, PreparedIn, write

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


def _request(purpose: str, at: datetime = AT) -> ClientRequest:
    return ClientRequest.objects.create(
        client_id=uuid4(), purpose=purpose, digest="0" * 64, answer_json="null", recorded_at=at
    )


def test_values_change_and_the_sql_does_not():
    rows = [_request("a", AT + timedelta(hours=hour)) for hour in range(4)]
    later = Prepared(
        lambda: ClientRequest.objects.filter(purpose=Given("what"), recorded_at__gt=Given("at")).order_by(
            "recorded_at"
        )
    )
    with CaptureQueriesContext(connection) as asked:
        assert later(what="a", at=AT) == rows[1:]
        assert later(what="a", at=AT + timedelta(hours=2)) == rows[3:]
        assert later(what="b", at=AT) == []
    assert len(asked) == 3
    found = later.first(what="a", at=AT)
    assert found is not None
    assert vars(found) | {"_state": None} == vars(rows[1]) | {"_state": None}, "every column, converted"
    assert not found._state.adding


def test_what_is_joined_selected_along_and_annotated_comes_as_from_the_orm():
    agency = make_agency("Sở Thử")
    officer = make_officer("intake_officer", agency, name="Lê Thị Thử")
    read = Prepared(
        lambda: (
            Membership.objects.on(Given("on"))  # type: ignore[arg-type]
            .filter(officer__account_id=Given("account"))
            .annotate(code=F("agency__code"))
            .select_related("officer", "agency__parent", "lent_by")
        )
    )
    row = read.first(account=officer.account_id, on=date(2026, 3, 2))
    assert row is not None
    with CaptureQueriesContext(connection) as asked:
        assert (row.officer.name, row.agency.name, row.lent_by) == ("Lê Thị Thử", "Sở Thử", None)
        assert row.code == agency.code
    assert not asked.captured_queries
    assert read(account=officer.account_id, on=date(1900, 1, 1)) == []
    assert read(account=0, on=date(2026, 3, 2)) == []


def test_values_lists_and_conditions_written_by_hand():
    first, second = make_agency("Sở Thử"), make_agency("Sở Hai")
    chosen = RawSQL("SELECT id FROM agencies_agency WHERE code = %s OR id = %s", [Given("code"), Given("id")])
    read = Prepared(lambda: Agency.objects.filter(pk__in=chosen).order_by("code").values_list("pk", "name"))
    assert read(code=first.code, id=0) == [(first.pk, "Sở Thử")]
    assert read(code="", id=second.pk) == [(second.pk, "Sở Hai")]


def test_a_value_that_was_not_given_is_an_error():
    read = Prepared(lambda: Officer.objects.filter(pk=Given("id")))
    with pytest.raises(KeyError):
        read(pk=1)


def test_write_changes_the_row_the_object_and_no_other():
    row, other = _request("a"), _request("a")
    write(row, {"purpose": "b", "recorded_at": AT + timedelta(days=1)})
    assert (row.purpose, row.recorded_at) == ("b", AT + timedelta(days=1))
    stored = ClientRequest.objects.get(pk=row.pk)
    assert (stored.purpose, stored.recorded_at) == ("b", AT + timedelta(days=1))
    assert ClientRequest.objects.get(pk=other.pk).purpose == "a"
    with CaptureQueriesContext(connection) as asked:
        write(row, {})
    assert not asked.captured_queries


def test_several_values_are_given_at_once_and_none_means_no_row():
    rows = [_request(purpose) for purpose in "abcd"]

    def build(purposes, others):
        wanted = Q(In(F("purpose"), purposes)) | Q(In(F("purpose"), others), recorded_at__lte=Given("at"))
        return ClientRequest.objects.filter(wanted).order_by("purpose")

    read = PreparedIn(build, "purposes", "others")
    assert read(purposes=["a", "c"], others=[], at=AT) == [rows[0], rows[2]]
    assert read(purposes=["b", "d"], others=[], at=AT) == [rows[1], rows[3]]
    assert read(purposes={"d"}, others=("a", "b"), at=AT) == [rows[0], rows[1], rows[3]]
    assert read(purposes={"d"}, others=("a", "b"), at=AT - timedelta(hours=1)) == [rows[3]]
    with CaptureQueriesContext(connection) as asked:
        assert read(purposes=[], others=[], at=AT) == []
        assert read(purposes=[], others=[], at=AT) == []
    assert not asked
