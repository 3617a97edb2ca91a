"""Two communes are merged while a dossier is under way: the heir's officers finish it, under its old code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import actions, permissions
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_accepted, make_office
from motcua.casework.handling.offered import offered
from motcua.casework.handling.work_list import work_of
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.actions import SuccessionTerms, record_succession
from motcua.directory.agencies.models import Officer
from motcua.insight.statistics import permissions as figures
from motcua.insight.statistics.queries import by_sector
from motcua.insight.statistics.rules import Period
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MERGED_AT = MONDAY + DAY
MERGED_ON = MERGED_AT.astimezone(VIETNAM).date()
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


def merge(old, new) -> None:
    """The centre goes to the centre, the committee with all the rest to the committee."""
    terms = SuccessionTerms(kind="merger", on=MERGED_ON, decision="Nghị quyết mẫu 01/NQ")
    for gone, heir in ((old.center, new.center), (old.committee, new.committee)):
        record_succession(predecessors=[gone], successors=[heir], terms=terms, at=MERGED_AT)


@pytest.fixture
def merged():
    """A dossier that stood at appraisal in the commune that ended."""
    old, new = make_office("Cũ"), make_office("Mới")
    dossier = make_accepted(old)
    dossier = actions.hand_over(dossier_id=dossier.pk, by=old.by("intake_officer", MONDAY))
    merge(old, new)
    return old, new, dossier


def fresh(officer: Officer) -> Officer:
    return Officer.objects.get(pk=officer.pk)


def test_the_heir_finishes_it_under_its_old_code(merged):
    old, new, dossier = merged
    code, late = dossier.code, MERGED_AT + DAY

    def by(role):
        where = old.center if role == "intake_officer" else old.committee
        return actions.By(new.officers[role].pk, where.pk, late)

    while dossier.step != "approve":
        holder = fresh(new.officers[dossier.holder_role])
        assert {one.verb for one in offered(holder, dossier, MERGED_ON)} >= {"hand_over"}
        dossier = actions.hand_over(dossier_id=dossier.pk, by=by(dossier.holder_role))
    dossier = actions.approve(dossier_id=dossier.pk, by=by("approver"))
    dossier = actions.record_result(dossier_id=dossier.pk, by=by("clerk"), outcome=Outcome(title="Giấy"))
    dossier = actions.deliver(dossier_id=dossier.pk, by=by("intake_officer"), receiver=RECEIVER)
    assert (dossier.status, dossier.code) == ("delivered", code)
    assert code.startswith(old.committee.code)
    assert differences() == []


def test_work_lists_and_rights_pass_to_the_heir_and_to_nobody_else(merged):
    old, new, dossier = merged
    other = make_office("Khác")
    case_officer = fresh(new.officers["case_officer"])
    roles = rights.acting_roles(case_officer, MERGED_ON)
    assert [row.pk for row in work_of(roles=sorted(roles))] == [dossier.pk]
    assert permissions.can_read(case_officer, dossier, MERGED_ON)
    assert rights.posts_of(case_officer, on=MERGED_ON, roles=["case_officer"]) == {new.committee.pk}
    for office, day in ((other, MERGED_ON), (new, MERGED_ON - DAY)):
        assert not permissions.can_read(fresh(office.officers["case_officer"]), dossier, day)
    assert not permissions.can_read(fresh(old.officers["case_officer"]), dossier, MERGED_ON)
    assert permissions.can_read(fresh(old.officers["case_officer"]), dossier, MERGED_ON - DAY)
    found = agencies.officers_with_role(old.committee.pk, "division_head", MERGED_ON)
    assert list(found) == [new.officers["division_head"]]


def test_the_heir_counts_it_and_nobody_takes_anything_in_at_the_old_counter(merged):
    old, new, _dossier = merged
    leader, intake = fresh(new.officers["approver"]), fresh(new.officers["intake_officer"])
    overseen = figures.overseen_agencies(leader, MERGED_ON)
    assert overseen == {old.committee.pk, new.committee.pk}
    [line] = by_sector(overseen, Period(MERGED_ON - DAY, MERGED_ON), MERGED_AT)
    assert line.figures.received == 1
    assert rights.posts_of(intake, on=MERGED_ON, roles=["intake_officer"]) == {new.center.pk}


def test_the_heir_prints_receipt_and_hand_over_list(merged):
    old, new, dossier = merged
    client = Client()
    with clock.frozen_at(MERGED_AT):
        client.force_login(new.officers["intake_officer"].account)
        receipt = client.get(reverse("slips:slip", args=[dossier.pk, "01"]))
        day = f"{MONDAY.astimezone(VIETNAM):%d/%m/%Y}"
        page = client.get(reverse("slips:hand_overs"), {"agency": old.center.pk, "day": day})
    assert (receipt.status_code, receipt["Content-Type"]) == (200, "application/pdf")
    assert dossier.code in page.content.decode()


def test_parts_and_older_mergers_are_followed():
    first, second, third = make_office("Một"), make_office("Hai"), make_office("Ba")
    merge(first, second)
    later = MERGED_ON + DAY
    terms = SuccessionTerms(kind="merger", on=later, decision="Nghị quyết mẫu 02/NQ")
    record_succession(
        predecessors=[second.committee], successors=[third.committee], terms=terms, at=MERGED_AT + DAY
    )
    formers = agencies.taken_over_by([third.committee.pk], later)[third.committee.pk]
    assert formers == {second.committee.pk, second.center.pk, first.committee.pk, first.center.pk}
    assert agencies.taken_over_by([third.committee.pk], MERGED_ON) == {}
