"""Hand over, take over, approve: one step at a time, to whom the process says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.hand_over import AlreadyTaken, NotOfTheirRole, WrongStep
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
)
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.events.tests.trace import together

SOON = MONDAY + timedelta(hours=1)


@pytest.mark.django_db
def test_what_a_hand_over_states():
    office = make_office()
    dossier = make_accepted(office)
    dossier = actions.hand_over(
        dossier_id=dossier.pk, by=office.by("intake_officer", SOON), note="Kèm bản gốc"
    )
    event = log.of(dossier.subject)[-1]
    assert (event.facts["from_step"], event.facts["to_step"]) == ("receive", "appraise")
    assert event.facts["timeliness"] == "on_time"
    assert (dossier.holder_role, dossier.holder_agency_id) == ("case_officer", office.committee.pk)
    assert dossier.holder_officer_id is None
    # 12 working hours from 10:00
    assert dossier.step_due_at.astimezone(VIETNAM).strftime("%d/%m %H:%M") == "06/10 16:00"
    assert len(event.statements) == 1
    assert differences() == []


@pytest.mark.django_db
def test_a_late_hand_over_says_so():
    office = make_office()
    dossier = make_accepted(office)
    by = office.by("intake_officer", MONDAY + timedelta(days=1))
    dossier = actions.hand_over(dossier_id=dossier.pk, by=by)
    assert log.of(dossier.subject)[-1].facts["timeliness"] == "overdue"


@pytest.mark.django_db
def test_to_one_officer_who_has_the_role_there():
    office, other = make_office("Một"), make_office("Hai")
    dossier = make_accepted(office)
    by = office.by("intake_officer", SOON)
    before = Event.objects.count()
    for wrong in (office.officers["clerk"].pk, other.officers["case_officer"].pk, 999_999):
        with pytest.raises(NotOfTheirRole):
            actions.hand_over(dossier_id=dossier.pk, by=by, to_officer_id=wrong)
    assert Event.objects.count() == before
    right = office.officers["case_officer"].pk
    dossier = actions.hand_over(dossier_id=dossier.pk, by=by, to_officer_id=right)
    assert dossier.holder_officer_id == right


@pytest.mark.django_db
def test_taking_over_twice_changes_nothing_and_a_colleague_is_refused():
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", SOON)
    dossier = actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", SOON))
    before = Event.objects.count()
    actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", SOON))
    office.officers["case_officer"] = make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))
    after_hiring = Event.objects.count()
    with pytest.raises(AlreadyTaken):
        actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", SOON))
    assert after_hiring == Event.objects.count()
    assert Event.objects.filter(subject=dossier.subject, kind="dossiers.taken_over").count() == 1
    assert before < after_hiring


@pytest.mark.django_db(transaction=True)
def test_two_take_over_together():
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", SOON)
    others = [make_officer(f"Cán Bộ {n}", (office.committee, "case_officer")) for n in range(3)]
    acts = [
        lambda o=o: actions.take_over(dossier_id=dossier.pk, by=actions.By(o.pk, office.committee.pk, SOON))
        for o in others
    ]
    answers = together(*acts)
    assert sum(isinstance(answer, Dossier) for answer in answers) == 1
    assert sum(isinstance(answer, AlreadyTaken) for answer in answers) == 2
    assert differences() == []


@pytest.mark.django_db
def test_approval_has_its_own_step():
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", SOON)
    with pytest.raises(WrongStep, match="chưa đến bước phê duyệt"):
        actions.approve(dossier_id=dossier.pk, by=office.by("approver", SOON))
    dossier = advance(office, dossier, "approve", SOON)
    with pytest.raises(WrongStep, match="kết thúc bằng phê duyệt"):
        actions.hand_over(dossier_id=dossier.pk, by=office.by("approver", SOON))
    dossier = actions.approve(dossier_id=dossier.pk, by=office.by("approver", SOON), note="Đồng ý")
    assert (dossier.status, dossier.step, dossier.holder_role) == ("approved", "issue", "clerk")
    assert dossier.national_status == 4
    assert differences() == []
