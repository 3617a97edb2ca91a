"""What is counted beside a filter is what the list holds once it is chosen, on either way of asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    make_accepted,
    make_draft,
    make_office,
    make_procedure,
)
from motcua.casework.handling import filters, narrowing
from motcua.casework.handling.filters import Filters
from motcua.casework.handling.narrowing import Asking, counts, is_left, narrowed, window
from motcua.casework.handling.work_list import work_of
from motcua.kernel.clock import VIETNAM

pytestmark = pytest.mark.django_db

ASKED = {
    "state": ("late", "today", "soon"),
    "holder": ("me", "none"),
    "step": ("receive", "appraise", "approve", "issue"),
    "role": ("intake_officer", "case_officer", "approver"),
}


@pytest.fixture
def office():
    """Dossiers at several steps, of two procedures, late and not, taken and not, and a draft."""
    office = make_office("Lọc Thử")
    first, second = make_procedure(), make_procedure(limit="1")
    for version in (first, second):
        make_accepted(office, version=version)
        advance(
            office, make_accepted(office, MONDAY - timedelta(days=21), version=version), "appraise", MONDAY
        )
        taken = advance(office, make_accepted(office, version=version), "appraise", MONDAY)
        actions.take_over(dossier_id=taken.pk, by=office.by("case_officer", MONDAY))
        advance(office, make_accepted(office, version=version), "approve", MONDAY)
    make_draft(office, version=first)
    return office


def whole(office, role="case_officer"):
    roles = [(office.committee.pk, name) for name in ("case_officer", "approver", "division_head", "clerk")]
    return work_of(roles=[*roles, (office.center.pk, "intake_officer")], officer_id=office.officers[role].pk)


def keys(listed):
    return sorted((row.pk, getattr(row, "listed_spot", 0)) for row in listed)


@pytest.mark.parametrize("name", ASKED)
def test_counts_are_what_each_choice_leaves(office, name):
    found = whole(office)
    for at in (MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=30)):
        asking = Asking(office.officers["case_officer"].pk, at)
        for base in (Filters(), Filters(holder="none"), Filters(state="late"), Filters(step="appraise")):
            tallied = counts(window(found), base, asking)[name]
            for value in ASKED[name]:
                asked = replace(base, **{name: value})
                assert narrowed(found, asked, asking).count() == tallied[value], (asked, at)


def test_by_procedure_place_and_words(office):
    found, asking = whole(office), Asking(office.officers["case_officer"].pk, MONDAY)
    rows = window(found)
    assert len(rows) == found.count() > 5
    for name in ("procedure", "received", "agency"):
        for value, number in counts(rows, Filters(), asking)[name].items():
            assert narrowed(found, Filters(**{name: value}), asking).count() == number
    one = rows[0].dossier
    named = Asking(asking.officer_id, MONDAY, frozenset({one}))
    assert {row.pk for row in narrowed(found, Filters(q="ai"), named)} == {one}
    assert [row.dossier for row in rows if is_left(row, Filters(q="ai"), named)] == [one]


def test_by_the_day_it_falls_due(office):
    found, asking = whole(office), Asking(office.officers["case_officer"].pk, MONDAY)
    days = {row.due_at.astimezone(VIETNAM).date() for row in window(found) if row.due_at}
    assert len(days) > 1
    for day in days:
        left = [row for row in window(found) if is_left(row, Filters(on=day), asking)]
        assert narrowed(found, Filters(on=day), asking).count() == len(left) > 0


def test_a_long_list_is_counted_so_far_only(office, monkeypatch):
    monkeypatch.setattr(narrowing, "WINDOW", 3)
    assert len(window(whole(office))) == 3


@pytest.mark.parametrize(
    "address",
    [
        "state=x",
        "agency=1e9",
        "procedure=99999999999999999999",
        "on=31/02/2026",
        "holder=%00",
        "step=;",
        "received=-1",
        "role=king",
    ],
)
def test_what_cannot_be_asked_is_left_out(address):
    assert filters.read(QueryDict(address).dict()).is_open()


def test_an_address_comes_back_as_it_was():
    asked = "state=late&holder=12&role=approver&step=approve&agency=3&procedure=4&received=5&on=2026-10-05&q=m%C6%A1"
    assert filters.read(QueryDict(asked).dict()).query() == asked
    assert "q=" not in filters.read(QueryDict(asked).dict()).keepable().query()
