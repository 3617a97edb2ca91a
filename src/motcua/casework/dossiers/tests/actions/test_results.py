"""Result and delivery: timeliness at status 9; nothing is handed to somebody unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import (
    NoMandate,
    Outcome,
    Receiver,
    UnknownReceiver,
    UntitledResult,
)
from motcua.casework.dossiers.models import DossierStatement
from motcua.casework.dossiers.tests.factories import MONDAY, advance, differences, make_accepted, make_office
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
SOON = MONDAY + timedelta(hours=1)
OWNER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


def resolved(office, at=SOON):
    dossier = advance(office, make_accepted(office), "issue", SOON)
    outcome = Outcome(title="Giấy xác nhận", number="12/GXN", signer="Chủ tịch")
    return actions.record_result(dossier_id=dossier.pk, by=office.by("clerk", at), outcome=outcome)


@pytest.mark.parametrize(
    ("days", "minutes", "expected"),
    [(1, 0, "early"), (6, 1439, "early"), (7, 0, "on_time"), (7, 1, "overdue"), (9, 0, "overdue")],
)
def test_timeliness_is_measured_when_the_result_is_there(days, minutes, expected):
    office = make_office()
    at = MONDAY + timedelta(days=days, minutes=minutes)
    if minutes == 1439:  # the last minute of the day before the due day
        at = MONDAY + timedelta(days=days, hours=14, minutes=59)
    dossier = resolved(office, at)
    event = log.of(dossier.subject)[-1]
    assert event.facts["timeliness"] == expected
    assert (dossier.national_status, dossier.resolved_at) == (9, at)
    assert (dossier.step, dossier.holder_agency_id) == ("deliver", office.center.pk)
    (key,) = event.statements
    assert DossierStatement.objects.get(pk=key).body["title"] == "Giấy xác nhận"
    assert differences() == []


def test_a_result_has_a_title():
    office = make_office()
    dossier = advance(office, make_accepted(office), "issue", SOON)
    with pytest.raises(UntitledResult):
        actions.record_result(dossier_id=dossier.pk, by=office.by("clerk", SOON), outcome=Outcome(title=" "))


def test_delivery_notes_who_took_it():
    office = make_office()
    dossier = resolved(office)
    late = MONDAY + timedelta(days=40)
    dossier = actions.deliver(dossier_id=dossier.pk, by=office.by("intake_officer", late), receiver=OWNER)
    assert (dossier.national_status, dossier.delivered_at, dossier.ended_at) == (10, late, late)
    event = log.of(dossier.subject)[-1]
    assert event.facts.pop("run") == {"removed": [5], "put": []}
    assert event.facts == {
        "receiver": "owner",
        "identity_check": "personal_id",
        "delivery_choice": "counter",
    }
    assert "042090000001" not in event.facts_json
    assert differences() == []


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": " "}, UnknownReceiver),
        ({"identity_number": ""}, UnknownReceiver),
        ({"identity_check": ""}, UnknownReceiver),
        ({"identity_check": "by sight"}, UnknownReceiver),
        ({"kind": "a neighbour"}, UnknownReceiver),
        ({"kind": "representative"}, NoMandate),
    ],
)
def test_nobody_unknown_gets_it(change, refusal):
    office = make_office()
    dossier = resolved(office)
    before = Event.objects.count()
    with pytest.raises(refusal):
        actions.deliver(
            dossier_id=dossier.pk,
            by=office.by("intake_officer", SOON),
            receiver=replace(OWNER, **change),
        )
    assert Event.objects.count() == before


def test_a_representative_shows_a_mandate():
    office = make_office()
    receiver = replace(OWNER, kind="representative", identity_check="mandate")
    dossier = actions.deliver(
        dossier_id=resolved(office).pk, by=office.by("intake_officer", SOON), receiver=receiver
    )
    assert dossier.status == "delivered"
