"""A clock that stands, wherever dossiers are shown and counted: nobody is late, and it is said why and by which law."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.casework.agenda import queries as agenda
from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, Office
from motcua.casework.finding.actions import reading
from motcua.casework.handling.filters import Filters
from motcua.casework.handling.narrowing import Asking, counts, narrowed, window
from motcua.casework.handling.work_list import work_of
from motcua.casework.upkeep.tests.stage import DAY, HOUR, LAW, PAYING, accepted, do, office_with, waiting
from motcua.insight.statistics import counting
from motcua.insight.statistics.rules import Period, Standing, period_of
from motcua.insight.statistics.tests.random_life import settlement_from_the_log
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.outreach.notifications import queries as notifications
from motcua.outreach.notifications.actions import remind_holders

pytestmark = pytest.mark.django_db
LATER = MONDAY + 30 * DAY


@pytest.fixture(autouse=True)
def no_thread(monkeypatch):
    monkeypatch.setattr(reading, "_start_timer", lambda: None)  # no thread writes beside the test
    yield
    reading.flush()


@pytest.fixture
def stage():
    return office_with(PAYING)


def late_before(stage) -> Dossier:
    """Its date was over when it came to wait."""
    office, procedure = stage
    dossier = do(office, accepted(office, procedure), "R", MONDAY)
    return do(office, dossier, "A", dossier.due_at + HOUR)


def desk_page(client, office: Office, dossier: Dossier, at=LATER) -> str:
    client.force_login(office.officers["case_officer"].account)
    with clock.frozen_at(at):
        return client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()


def test_the_desk_says_since_when_and_by_which_law(client, stage):
    office, _ = stage
    dossier = waiting(stage)
    shown = desk_page(client, office, dossier)
    assert "Đang dừng tính thời hạn" in shown
    assert f"Căn cứ: {LAW}." in shown
    assert "Quá hạn" not in shown
    late = late_before(stage)
    assert "đã quá hạn từ trước khi dừng" in desk_page(client, office, late)
    with clock.frozen_at(LATER):
        found = client.get(reverse("dossiers:find"), {"q": dossier.code}, follow=True).content.decode()
    assert "dừng tính" in found

    dossier = do(office, dossier, "W", MONDAY + 2 * DAY)
    shown = desk_page(client, office, dossier, MONDAY + 3 * DAY)
    assert "Đang dừng tính thời hạn" not in shown
    assert f"Tạm dừng theo {LAW}" in shown
    assert "Hẹn trả: 09:00 12/10/2026 → 09:00 14/10/2026" in shown


def test_the_applicant_is_told_in_plain_words(client, stage):
    office, _ = stage
    dossier = waiting(stage, MONDAY + DAY)
    with clock.frozen_at(LATER):
        shown = client.get(reverse("dossiers_public:by_token", args=[dossier.lookup_token])).content.decode()
        hall = client.get(reverse("dossiers_public:hall", args=[office.center.code])).content.decode()
    assert "Đang tạm dừng tính thời hạn" in shown
    assert LAW in shown
    assert "còn <b>4 ngày làm việc</b>" in shown
    assert "Tạm dừng tính hạn" in hall
    assert not any(word in page for word in ("Trễ hẹn", "đã trễ", "hẹn 12/10") for page in (shown, hall))
    late = late_before(stage)
    with clock.frozen_at(LATER):
        shown = client.get(reverse("dossiers_public:by_token", args=[late.lookup_token])).content.decode()
    assert "Trễ hẹn, chúng tôi xin lỗi" in shown


def test_lists_and_the_agenda_take_nothing_for_late_that_waits(stage):
    office, _ = stage
    waits, late = waiting(stage), late_before(stage)
    officer = office.officers["intake_officer"]
    found = work_of(roles=[(office.center.pk, "intake_officer")], officer_id=officer.pk)
    asking = Asking(officer.pk, LATER)
    assert [row.pk for row in found] == [late.pk, waits.pk]  # undated last
    assert [row.pk for row in narrowed(found, Filters(state="late"), asking)] == [late.pk]
    assert counts(window(found), Filters(), asking)["state"] == {"late": 1}
    assert agenda.late(found, LATER) == 1
    day = waits.due_at.astimezone(VIETNAM).date()
    assert sum(agenda.due_by_day(found, day, day).values()) == 1  # the late one alone


def test_holders_are_not_hurried_while_it_stands(stage):
    office, procedure = stage
    dossier = do(office, accepted(office, procedure), "R", MONDAY)
    eve = dossier.due_at - 2 * HOUR
    approver = office.officers["approver"]
    assert remind_holders(eve) == 1
    assert len(notifications.reminders_for(approver, eve)) == 1
    do(office, dossier, "A", eve)
    assert notifications.reminders_for(approver, eve) == []
    other = waiting(stage)
    assert other.clock_stopped_at is not None
    assert remind_holders(eve) == 0


def test_counts_follow_the_log(client, stage):
    office, procedure = stage
    waiting(stage)
    late_before(stage)
    do(office, waiting(stage), "W", MONDAY + 2 * DAY)
    do(office, waiting(stage), "W", LATER - DAY)
    accepted(office, procedure)
    here, today = [office.committee.pk], period_of("day", LATER.astimezone(VIETNAM).date())
    found = counting.standing(here, LATER, today, by=counting.AGENCY)[office.committee.pk]
    # Late are the one before its stop, the one that went on at once, and the one nobody touched.
    assert found == Standing(running=5, due_today=0, late=3, stands=2)
    month = Period((MONDAY - 4 * DAY).date(), (MONDAY + 40 * DAY).date())
    [counted] = counting.settlement(here, month, LATER).values()
    assert counted == settlement_from_the_log(month, LATER)
    assert (counted.in_time, counted.late) == (2, 3)
    client.force_login(office.officers["approver"].account)
    with clock.frozen_at(LATER):
        shown = client.get(reverse("statistics:overview")).content.decode()
    assert "2 đang dừng tính hạn" in shown


def test_what_ended_later_than_promised_because_it_waited_is_in_time(stage):
    office, _ = stage
    dossier = do(office, waiting(stage), "W", LATER)
    done = dossier.due_at - timedelta(minutes=1)
    dossier = do(office, dossier, "P", done)
    actions.record_result(dossier_id=dossier.pk, by=office.by("clerk", done), outcome=Outcome(title="Giấy"))
    month = Period((MONDAY - 4 * DAY).date(), (MONDAY + 60 * DAY).date())
    [counted] = counting.settlement([office.committee.pk], month, MONDAY + 60 * DAY).values()
    assert (counted.on_time, counted.overdue) == (1, 0)
    assert counted == settlement_from_the_log(month, MONDAY + 60 * DAY)
