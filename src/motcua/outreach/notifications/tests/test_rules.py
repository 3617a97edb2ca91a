from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.dossiers.choices import Status
from motcua.outreach.notifications import rules
from motcua.outreach.notifications.choices import MessageChannel, MessageKind, Reason
from motcua.outreach.notifications.rules import Contact, kind_of, plan, still_holds

addresses = st.sampled_from(["", "a@example.vn", "A@Example.vn", "b@example.vn"])
phones = st.sampled_from(["", "0912000001", "0912000002"])


@st.composite
def contacts(draw):
    refuses = draw(st.booleans())
    roles = draw(st.sampled_from([("owner",), ("owner", "submitter"), ()]))
    return [Contact(role, draw(addresses), draw(phones), refuses) for role in roles]


@given(contacts(), st.booleans(), st.booleans())
def test_somebody_is_told_by_the_best_way_or_a_row_says_why_not(people, in_person, can_mail):
    planned = plan(people, in_person=in_person, can_mail=can_mail)
    by_role = {one.role: one for one in people}
    assert planned
    assert len({(one.recipient, one.channel) for one in planned}) == len(planned)
    channels = {one.channel for one in planned}
    assert len(channels) == 1, "letters, or one call, or a reason"
    wanted = [one for one in people if one.mail_address]
    for one in planned:
        if one.channel == MessageChannel.EMAIL:
            assert by_role[one.recipient].mail_address
            assert can_mail
        elif one.channel == MessageChannel.PHONE:
            assert by_role[one.recipient].phone
            assert not in_person
            assert not (can_mail and wanted)
        else:
            assert one.reason
            assert in_person or not any(person.phone for person in people)
    if can_mail and wanted:
        reached = {by_role[one.recipient].mail_address.casefold() for one in planned}
        assert reached == {one.mail_address.casefold() for one in wanted}, "every address once"


def test_who_refused_letters_gets_none():
    someone = Contact("owner", "a@example.vn", "", refuses_mail=True)
    assert [one.reason for one in plan([someone], in_person=False, can_mail=True)] == [Reason.MAIL_REFUSED]


def test_who_handed_it_in_is_called_first():
    both = [Contact("owner", "", "0912000001"), Contact("submitter", "", "0912000002")]
    assert [one.recipient for one in plan(both, in_person=False, can_mail=True)] == ["submitter"]


@pytest.mark.parametrize(
    ("event", "facts", "kind"),
    [
        ("dossiers.result_recorded", {"timeliness": "early"}, MessageKind.EARLY_RESULT),
        ("dossiers.result_recorded", {"timeliness": "on_time"}, MessageKind.READY),
        ("dossiers.result_recorded", {"timeliness": "overdue"}, MessageKind.READY),
        ("dossiers.apologised", {"apology_kind": "overrun"}, MessageKind.APOLOGY),
        ("dossiers.apologised", {"apology_kind": "extension"}, None),
        ("dossiers.apologised", {"apology_kind": "correction"}, None),
        ("dossiers.wrong_result_confirmed", {}, MessageKind.MISTAKE),
        ("dossiers.wrong_result_reported", {}, None),
        ("dossiers.result_corrected", {}, MessageKind.CORRECTED),
        ("dossiers.payment_asked", {}, MessageKind.PAYMENT_ASKED),
        ("dossiers.extended", {}, MessageKind.EXTENSION),
        ("upkeep.clock_stopped", {}, MessageKind.CLOCK_STOPPED),
        ("upkeep.clock_resumed", {}, MessageKind.CLOCK_RESUMED),
        ("dossiers.handed_over", {}, None),
        ("dossiers.acceptance_undone", {}, None),
    ],
)
def test_what_is_said_about_a_fact(event, facts, kind):
    assert kind_of(event, facts) is kind


@pytest.mark.parametrize(
    ("kind", "holds", "is_over"),
    [
        ("ready", Status.RESOLVED, Status.DELIVERED),
        ("early_result", Status.RESOLVED, Status.DELIVERED),
        ("supplement", Status.SUPPLEMENT, Status.PROCESSING),
        ("accepted", Status.PROCESSING, Status.DRAFT),
        ("pay", Status.OBLIGATION, Status.PROCESSING),
        ("paid", Status.PROCESSING, Status.RESOLVED),
        ("extension", Status.PROCESSING, Status.RESOLVED),
    ],
)
def test_what_is_no_longer_so_is_not_said(kind, holds, is_over):
    assert still_holds(kind, holds)
    assert not still_holds(kind, is_over)


@pytest.mark.parametrize(
    ("kind", "correction", "holds"),
    [("ready", "reported", False), ("early_result", "confirmed", False), ("mistake", "confirmed", True), ("mistake", "", False)],
)  # fmt: skip
def test_nobody_is_called_in_for_a_result_in_doubt(kind, correction, holds):
    assert still_holds(kind, Status.RESOLVED, correction) is holds


@pytest.mark.parametrize(("kind", "stands"), [("clock_stopped", True), ("clock_resumed", False)])
def test_a_clock_is_told_of_as_it_stands_now(kind, stands):
    assert still_holds(kind, Status.PROCESSING, stands=stands)
    assert not still_holds(kind, Status.PROCESSING, stands=not stands)
    assert not still_holds(kind, Status.SUPPLEMENT, stands=stands)
    assert not still_holds(kind, Status.RESOLVED, stands=stands)


@given(st.integers(1, 50))
def test_pauses_grow_and_end(attempts):
    for pause, longest in (
        (rules.pause_after, rules.LONGEST_PAUSE),
        (rules.outage_pause, rules.LONGEST_OUTAGE_PAUSE),
    ):
        assert pause(attempts) <= pause(attempts + 1) <= longest
        assert pause(attempts).total_seconds() > 0
