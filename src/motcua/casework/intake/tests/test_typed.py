"""Amounts follow the case and the agency exactly as long as nobody changed them."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from motcua.casework.intake.desk.fees import FeeLine
from motcua.casework.intake.desk.typed import take_over_fees

amounts = some.one_of(some.none(), some.integers(0, 10**12))


def posted(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def shown(amount: int | None) -> str:
    return "" if amount is None else str(amount)


@given(was=amounts, typed=amounts, start=amounts)
def test_what_was_typed_stays_and_what_was_not_follows(was, typed, start):
    data = posted(fee1=shown(typed), was_fee1=shown(was))
    take_over_fees(data, [FeeLine("fee1", 1, "fee", start)])
    assert data["fee1"] == shown(start if typed == was else typed)


@given(start=amounts)
def test_a_line_that_was_not_there_starts_anew(start):
    data = posted(fee1="7", was_fee1="5")
    take_over_fees(data, [FeeLine("fee2", 2, "charge", start)])
    assert data["fee2"] == shown(start)
    assert data["fee1"] == "7"


@given(start=amounts, typed=amounts)
def test_a_post_that_knows_nothing_of_starts_is_left_as_it_is(start, typed):
    data = posted(fee1=shown(typed))
    before = data.copy()
    take_over_fees(data, [FeeLine("fee1", 1, "fee", start), FeeLine("fee2", 2, "fee", start)])
    assert data == before
