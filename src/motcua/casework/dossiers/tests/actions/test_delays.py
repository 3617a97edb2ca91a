"""Apologise as often as it takes; extend once, in time, to a minute that is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.delays import AlreadyExtended, NotLater, TooLateToExtend
from motcua.casework.dossiers.actions.recording import NoReason
from motcua.casework.dossiers.models import DossierStatement
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_accepted, make_office
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def extend(office, dossier, at, to, reason="Nhiều hồ sơ"):
    return actions.extend(
        dossier_id=dossier.pk,
        by=office.by("approver", at),
        new_due_at=to,
        reason=reason,
        cause_agency_id=office.committee.pk,
    )


def test_an_apology_is_allowed_any_time_and_counted():
    office = make_office()
    dossier = make_accepted(office)
    by = office.by("approver", MONDAY + 30 * DAY)
    more = {"cause_agency_id": office.committee.pk}
    for _ in range(2):
        dossier = actions.apologise(dossier_id=dossier.pk, by=by, reason="Chậm do thiếu người", **more)
    assert dossier.apology_count == 2
    event = log.of(dossier.subject)[-1]
    assert event.facts["signer_id"] == office.officers["approver"].pk
    assert len(event.statements) == 1
    with pytest.raises(NoReason):
        actions.apologise(dossier_id=dossier.pk, by=by, reason=" ", **more)
    assert differences() == []


def test_once_with_an_apology_in_the_same_slip():
    office = make_office()
    dossier = make_accepted(office)
    promised = dossier.due_at
    dossier = extend(office, dossier, MONDAY + DAY, promised + 2 * DAY)
    assert (dossier.due_at, dossier.index_due_at) == (promised + 2 * DAY, promised + 2 * DAY)
    assert (dossier.is_extended, dossier.apology_count) == (True, 1)
    kinds = [event.kind for event in log.of(dossier.subject)][-2:]
    assert kinds == ["dossiers.extended", "dossiers.apologised"]
    before = Event.objects.count()
    with pytest.raises(AlreadyExtended):
        extend(office, dossier, MONDAY + DAY, promised + 4 * DAY)
    assert Event.objects.count() == before
    assert differences() == []


def test_at_the_latest_one_working_day_before():
    office = make_office()
    dossier = make_accepted(office)  # due Monday 12 October 09:00
    friday_evening = datetime(2026, 10, 9, 10, 31, tzinfo=UTC)
    with pytest.raises(TooLateToExtend):
        extend(office, dossier, friday_evening, dossier.due_at + 2 * DAY)
    assert extend(office, dossier, friday_evening - timedelta(minutes=1), dossier.due_at + 2 * DAY)


@pytest.mark.parametrize("wrong", [timedelta(0), -DAY, 5 * DAY, timedelta(hours=12), 40_000 * DAY * 2])
def test_the_new_date_is_later_and_open(wrong):
    office = make_office()
    dossier = make_accepted(office)
    before = (Event.objects.count(), DossierStatement.objects.count())
    with pytest.raises(NotLater):
        extend(office, dossier, MONDAY, dossier.due_at + wrong)
    with pytest.raises(NoReason):
        extend(office, dossier, MONDAY, dossier.due_at + DAY, reason=" ")
    assert (Event.objects.count(), DossierStatement.objects.count()) == before
    dossier.refresh_from_db()
    assert not dossier.is_extended
