"""A list from its making to the last scan: what is right, foreign, seen before, and missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.dossiers.tests.factories import MONDAY, differences
from motcua.casework.finding.numbers import barcode_number
from motcua.casework.handovers import actions, queries
from motcua.casework.handovers.models import HandOverList, ListedPaper, PaperMove
from motcua.casework.handovers.rules import judge

DAY = timedelta(days=1)


@pytest.fixture
def three(far):
    return [far() for _ in range(3)]


@pytest.fixture
def sent(three, here, there):
    """Two of three on a list that has left the house."""
    by = here.by("intake_officer", MONDAY)
    ids = [move.pk for move in PaperMove.objects.filter(dossier__in=three[:2])]
    made = actions.make_list(from_id=here.center.pk, to_id=there.committee.pk, move_ids=ids, by=by)
    return actions.dispatch_list(list_id=made.pk, by=by)


def said(findings) -> list[str]:
    return [one.scanned.value for one in findings]


def test_each_scan_says_what_it_is_and_missing_ones_are_named(three, sent, there, here):
    first, second, third = three
    by = there.by("clerk", MONDAY + DAY)
    scanned = f"{first.barcode}\n{third.barcode} 123\n{first.barcode}"
    found = actions.receive(list_id=sent.pk, numbers=scanned, by=by)
    assert said(found) == ["right", "stranger", "unreadable", "twice"]
    assert said(actions.receive(list_id=sent.pk, numbers=first.barcode, by=by)) == ["twice"]
    actions.close_list(list_id=sent.pk, by=by)
    lines = {line.move.dossier_id: line for line in ListedPaper.objects.filter(hand_over_list=sent)}
    assert (lines[first.pk].is_missing, lines[second.pk].is_missing) == (False, True)
    states = dict(PaperMove.objects.values_list("dossier_id", "state"))
    assert states == {first.pk: "received", second.pk: "waiting", third.pk: "waiting"}
    assert [way.number for way in queries.waiting([here.center.pk], MONDAY)] == [2]
    assert differences() == []


def test_a_missing_one_goes_on_the_next_list(three, sent, here, there):
    actions.close_list(list_id=sent.pk, by=there.by("clerk", MONDAY + DAY))
    by = here.by("intake_officer", MONDAY + DAY)
    move = PaperMove.objects.get(dossier=three[0])
    again = actions.make_list(from_id=here.center.pk, to_id=there.committee.pk, move_ids=[move.pk], by=by)
    actions.dispatch_list(list_id=again.pk, by=by)
    found = actions.receive(
        list_id=again.pk, numbers=three[0].barcode, by=there.by("clerk", MONDAY + 2 * DAY)
    )
    assert said(found) == ["right"]
    assert differences() == []


def test_paper_stands_on_one_list_at_a_time(three, sent, here, there):
    by = here.by("intake_officer", MONDAY)
    ids = [move.pk for move in PaperMove.objects.filter(dossier__in=three)]
    for chosen in (ids, [], [10**9]):
        with pytest.raises(actions.HandOverRefusal):
            actions.make_list(from_id=here.center.pk, to_id=there.committee.pk, move_ids=chosen, by=by)
    assert HandOverList.objects.count() == 1


def test_a_list_not_sent_can_be_taken_back_and_nothing_is_received_by_it(three, here, there):
    by = here.by("intake_officer", MONDAY)
    ids = list(PaperMove.objects.values_list("pk", flat=True))
    made = actions.make_list(from_id=here.center.pk, to_id=there.committee.pk, move_ids=ids, by=by)
    with pytest.raises(actions.HandOverRefusal):
        actions.receive(list_id=made.pk, numbers=three[0].barcode, by=there.by("clerk", MONDAY))
    actions.withdraw_list(list_id=made.pk, by=by)
    with pytest.raises(actions.HandOverRefusal):
        actions.dispatch_list(list_id=made.pk, by=by)
    assert set(PaperMove.objects.values_list("state", flat=True)) == {"waiting"}
    assert differences() == []


def test_late_paper_is_named_until_it_has_arrived(three, sent, there):
    places = [there.committee.pk]
    assert queries.late(places, MONDAY + DAY).count() == 0
    assert queries.late(places, MONDAY + DAY + timedelta(minutes=1)).count() == 3
    actions.receive(list_id=sent.pk, numbers=three[0].barcode, by=there.by("clerk", MONDAY + 2 * DAY))
    assert queries.late(places, MONDAY + 2 * DAY).count() == 2


def test_changed_lines_are_found_by_the_audit(sent):
    ListedPaper.objects.filter(hand_over_list=sent).update(received_at=MONDAY)
    assert [found for found in differences() if "dòng" in found]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 5), max_size=20), st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_a_number_is_right_at_most_once(scanned, listed, received):
    numbers = [barcode_number(n) for n in range(6)]
    known = {numbers[n]: (n, n in received) for n in listed}
    found = judge(" ".join(numbers[n] for n in scanned), known)
    right = [one.move_id for one in found if one.scanned == "right"]
    assert len(found) == len(scanned)
    assert set(right) == (set(scanned) & listed) - received
    assert len(right) == len(set(right))
