"""Lent roles and cover on the desk: whose steps are listed and done, and in whose name."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.actions.assigning import AwayWithoutSubstitute
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_officer,
)
from motcua.directory.agencies.actions import end_membership
from motcua.directory.staff.tests.factories import DAY, away, lend
from motcua.kernel import clock
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def colleague(office):
    return make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))


def work(client) -> str:
    return client.get(reverse("dossiers:work")).content.decode()


def taken(office, officer):
    """A dossier at appraisal that this officer has taken on."""
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    return actions.take_over(dossier_id=dossier.pk, by=By(officer.pk, office.committee.pk, MONDAY))


class TestLentRoles:
    def test_what_a_delegate_decides_is_said_to_be_for_the_lender(self, office, signed_in, act):
        dossier = advance(office, make_accepted(office), "approve", MONDAY)
        head, delegate = office.officers["approver"], office.officers["case_officer"]
        client = signed_in("case_officer")
        assert dossier.code not in work(client)
        assert act(client, dossier, "approve").status_code == 403
        lent = lend(head, delegate)
        assert dossier.code in work(client)
        assert act(client, dossier, "approve").status_code == 302
        approved = log.of(dossier.subject)[-1]
        assert (approved.kind, approved.actor_id) == ("dossiers.approved", delegate.pk)
        assert approved.facts["on_behalf_of"] == {"officer_id": head.pk, "signs_as": "tuq"}
        page = client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
        assert "Cán Bộ case_officer (TUQ. Cán Bộ approver)" in page
        end_membership(membership=lent, on=clock.today(), at=clock.now())
        again = advance(office, make_accepted(office), "approve", MONDAY)
        assert again.code not in work(client)
        assert act(client, again, "approve").status_code == 403
        assert differences() == []

    def test_what_own_roles_allow_is_done_in_the_own_name(self, office, signed_in, act):
        lend(office.officers["approver"], office.officers["case_officer"])
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        assert act(signed_in("case_officer"), dossier, "hand_over").status_code == 302
        assert log.of(dossier.subject)[-1].facts["on_behalf_of"] is None

    def test_steps_of_the_lender_are_the_delegate_s_as_well(self, office, signed_in, act):
        head = office.officers["approver"]
        dossier = advance(office, make_accepted(office), "approve", MONDAY)
        actions.take_over(dossier_id=dossier.pk, by=By(head.pk, office.committee.pk, MONDAY))
        lend(head, office.officers["division_head"])
        client = signed_in("division_head")
        assert "Cán Bộ approver, từ" in work(client)
        assert act(client, dossier, "approve").status_code == 302

    def test_in_numbers_as_well(self, office, signed_in):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        head, delegate = office.officers["division_head"], office.officers["clerk"]
        client = signed_in("clerk")
        lend(head, delegate)
        said = {
            "client_id": str(uuid4()), "confirmed": "yes", "verb": "assign",
            "officer_id": office.officers["case_officer"].pk, "rows": [f"{dossier.pk}:{spot_of(dossier)}"],
        }  # fmt: skip
        page = client.post(reverse("batches:batch"), said).content.decode()
        assert "Đã xong 1 trên 1 hồ sơ" in page
        assigned = log.of(dossier.subject)[-1]
        assert assigned.facts["on_behalf_of"] == {"officer_id": head.pk, "signs_as": "tuq"}


def spot_of(dossier) -> int:
    return dossier.process_run.tokens.get(kind="ready").number


class TestCover:
    def test_steps_of_who_is_away_are_the_substitute_s(self, office, signed_in, act, colleague):
        dossier = taken(office, colleague)
        client = signed_in("case_officer")
        assert dossier.code not in work(client)
        assert act(client, dossier, "hand_over").status_code == 403
        away(colleague, office.officers["case_officer"])
        assert "Bạn Đồng Nghiệp (vắng đến 11/10, thay: Cán Bộ case_officer), từ" in work(client)
        page = client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
        assert "Bạn Đồng Nghiệp (vắng đến 11/10, thay: Cán Bộ case_officer)" in page
        assert act(client, dossier, "hand_over").status_code == 302
        assert log.of(dossier.subject)[-1].facts["on_behalf_of"] is None
        assert differences() == []

    def test_afterwards_they_are_not(self, office, signed_in, colleague):
        dossier = taken(office, colleague)
        away(colleague, office.officers["case_officer"], end=clock.today() + DAY)
        with clock.frozen_at(MONDAY + DAY):
            assert dossier.code not in work(signed_in("case_officer"))

    def test_other_colleagues_do_not_see_them(self, office, signed_in, act, colleague):
        dossier = taken(office, colleague)
        third = make_officer("Người Thứ Ba", (office.committee, "case_officer"))
        away(colleague, third)
        client = signed_in("case_officer")
        assert dossier.code not in work(client)
        assert act(client, dossier, "hand_over").status_code == 403

    def test_new_steps_go_to_the_substitute_or_to_the_role(self, office, colleague):
        substitute = office.officers["case_officer"]
        away(colleague, substitute)
        first = actions.hand_over(
            dossier_id=make_accepted(office).pk,
            by=office.by("intake_officer", MONDAY),
            to_officer_id=colleague.pk,
        )
        assert first.holder_officer_id == substitute.pk
        alone = make_officer("Người Vắng Một Mình", (office.committee, "case_officer"))
        away(alone)
        second = actions.hand_over(
            dossier_id=make_accepted(office).pk,
            by=office.by("intake_officer", MONDAY),
            to_officer_id=alone.pk,
        )
        assert (second.holder_officer_id, second.holder_role) == (None, "case_officer")
        assert differences() == []

    def test_assigning_to_who_is_away(self, office, signed_in, colleague):
        dossier = taken(office, office.officers["case_officer"])
        by = office.by("division_head", MONDAY)
        third = make_officer("Người Thứ Ba", (office.committee, "case_officer"))
        absence = away(colleague)
        with pytest.raises(AwayWithoutSubstitute):
            actions.assign(dossier_id=dossier.pk, by=by, officer_id=colleague.pk)
        url = reverse("dossiers:act", args=[dossier.pk, "assign"])
        assert "Bạn Đồng Nghiệp (vắng đến 11/10)" in signed_in("division_head").get(url).content.decode()
        from_now = away(third, colleague, start=absence.valid_to)
        with clock.frozen_at(MONDAY + 8 * DAY):
            late = By(by.officer_id, by.agency_id, MONDAY + 8 * DAY)
            assert from_now.substitute == colleague
            moved = actions.assign(dossier_id=dossier.pk, by=late, officer_id=third.pk)
        assert moved.holder_officer_id == colleague.pk

    def test_sent_back_to_who_is_away_or_no_longer_there(self, office, colleague):
        for leaves in (False, True):
            officer = make_officer("Người Thẩm Định", (office.committee, "case_officer"))
            dossier = taken(office, officer)
            mine = By(officer.pk, office.committee.pk, MONDAY)
            actions.hand_over(dossier_id=dossier.pk, by=mine)
            if leaves:
                end_membership(membership=officer.memberships.get(), on=clock.today(), at=MONDAY)
            else:
                away(officer, colleague)
            back = actions.send_back(
                dossier_id=dossier.pk, by=office.by("approver", MONDAY), to_step="appraise", reason="Xem lại."
            )
            assert back.holder_officer_id == (None if leaves else colleague.pk)
        assert differences() == []

    def test_covering_costs_no_query(self, office, signed_in, colleague):
        own = office.officers["case_officer"]
        taken(office, own)
        client = signed_in("case_officer")
        work(client)
        with CaptureQueriesContext(connection) as alone:
            work(client)
        away(colleague, own)
        taken(office, colleague)
        with CaptureQueriesContext(connection) as covering:
            work(client)
        assert len(covering) == len(alone)
