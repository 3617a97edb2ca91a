"""One dossier from the counter to the citizen's hand, by the verbs alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.choices import NationalStatus, Status
from motcua.casework.dossiers.tests.factories import MONDAY, advance, differences, make_accepted, make_office
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db


def test_whole_life_with_one_supplement():
    office = make_office()
    dossier = make_accepted(office)
    assert dossier.code == f"{office.committee.code}-261005-0001"
    assert dossier.due_at is not None
    assert dossier.due_at.isoformat() == "2026-10-12T09:00:00+07:00"

    dossier = advance(office, dossier, "appraise", MONDAY + timedelta(hours=1))
    dossier = actions.take_over(
        dossier_id=dossier.pk, by=office.by("case_officer", MONDAY + timedelta(hours=2))
    )
    asked = MONDAY + timedelta(days=1)
    dossier = actions.request_supplement(
        dossier_id=dossier.pk, by=office.by("case_officer", asked), items=["Bản vẽ"], reason="Thiếu bản vẽ"
    )
    assert dossier.national_status == NationalStatus.SUPPLEMENT
    answered = MONDAY + timedelta(days=3)
    dossier = actions.receive_supplement(dossier_id=dossier.pk, by=office.by("intake_officer", answered))
    assert dossier.due_at.isoformat() == "2026-10-15T09:00:00+07:00"
    assert dossier.index_due_at.isoformat() == "2026-10-14T09:00:00+07:00"

    dossier = advance(office, dossier, "issue", answered + timedelta(days=1))
    assert dossier.status == Status.APPROVED
    dossier = actions.record_result(
        dossier_id=dossier.pk,
        by=office.by("clerk", answered + timedelta(days=1, hours=2)),
        outcome=Outcome(title="Giấy xác nhận", number="12/GXN-UBND"),
    )
    assert dossier.national_status == NationalStatus.RESOLVED
    dossier = actions.deliver(
        dossier_id=dossier.pk,
        by=office.by("intake_officer", answered + timedelta(days=2)),
        receiver=Receiver(
            kind="owner", identity_check="personal_id", name="Nguyễn Văn Thử", identity_number="042090000001"
        ),
    )
    assert dossier.national_status == NationalStatus.DELIVERED
    dossier.refresh_from_db()
    assert dossier.status == Status.DELIVERED
    assert dossier.ended_at is not None
    assert [event.kind for event in log.of(dossier.subject)][-1] == "dossiers.delivered"
    assert differences() == []
