"""A dossier another system settles: received and handed out here, its state only as that system says."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    ROLES,
    differences,
    make_accepted,
    make_office,
    make_procedure,
)
from motcua.casework.mirroring.actions import mirror_state
from motcua.casework.upkeep.tests.stage import PAYING, draw
from motcua.directory.procedures.models import Channel, ProcedureVersion, TimeLimit
from motcua.kernel import clock
from motcua.kernel.events import log

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SYSTEM = "Hệ thống của Bộ thử nghiệm"
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


@pytest.fixture(autouse=True)
def monday(db):
    with clock.frozen_at(MONDAY + DAY):
        yield


@pytest.fixture
def office():
    return make_office()


def make_elsewhere() -> ProcedureVersion:
    """A procedure another system settles; what is published is frozen, so it says so from the first."""
    like = make_procedure(papers=0)
    version = ProcedureVersion.objects.create(
        procedure=like.procedure, number=2, valid_from=like.valid_from, record_kind="full", name="Thủ tục của Bộ",
        folded="thu tuc cua bo", levels=["commune"], source="test", content_digest="e" * 64, home_system=SYSTEM,
    )  # fmt: skip
    channel = Channel.objects.create(version=version, kind="counter", position=1)
    TimeLimit.objects.create(channel=channel, value="5", unit="working_day", position=1)
    return version


@pytest.fixture
def dossier(office) -> Dossier:
    """On its way since Monday."""
    found = make_accepted(office, version=make_elsewhere())
    return actions.hand_over(dossier_id=found.pk, by=office.by("intake_officer", MONDAY))


def mirrored(office, dossier, status, at=MONDAY + DAY, reference="BTN-2026-15"):
    return mirror_state(
        dossier_id=dossier.pk, by=office.by("case_officer", at), status=status, reference=reference
    )


def test_its_state_is_what_the_other_system_says(office, dossier):
    assert mirrored(office, dossier, "supplement", MONDAY + HOUR).status == "supplement"
    assert mirrored(office, dossier, "processing", MONDAY + 2 * HOUR).status == "processing"
    found = mirrored(office, dossier, "resolved")
    assert (found.status, found.resolved_at, found.step) == ("resolved", MONDAY + DAY, "deliver")
    assert found.holder_agency_id == office.center.pk
    by = office.by("intake_officer", MONDAY + DAY)
    assert actions.deliver(dossier_id=found.pk, by=by, receiver=RECEIVER).status == "delivered"
    assert differences() == []


def test_what_was_stopped_there_has_ended_here(office, dossier):
    found = mirrored(office, dossier, "stopped")
    assert (found.status, found.ended_at, found.holder_role) == ("stopped", MONDAY + DAY, "")
    with pytest.raises(actions.DossierRefusal, match="chưa có kết quả"):
        mirrored(office, dossier, "processing")
    assert differences() == []


def test_nothing_is_decided_here(office, dossier):
    tries = {
        "hand_over": {"by": office.by("case_officer", MONDAY)},
        "approve": {"by": office.by("approver", MONDAY)},
        "request_supplement": {"by": office.by("case_officer", MONDAY), "items": ["Giấy"], "reason": "Thiếu"},
        "withdraw": {"by": office.by("intake_officer", MONDAY), "reason": "Thôi"},
        "refuse_dossier": {"by": office.by("approver", MONDAY), "reason": "Không đủ"},
    }
    for verb, said in tries.items():
        with pytest.raises(actions.DossierRefusal, match=SYSTEM):
            getattr(actions, verb)(dossier_id=dossier.pk, **said)
    Dossier.objects.filter(pk=dossier.pk).update(status="approved")
    with pytest.raises(actions.DossierRefusal, match=SYSTEM):
        by = office.by("clerk", MONDAY)
        actions.record_result(dossier_id=dossier.pk, by=by, outcome=Outcome(title="Giấy"))


def test_impossible_entries_change_nothing(office, dossier):
    own = make_accepted(office)
    for one, said in (
        (own, {"status": "resolved"}),
        (dossier, {"status": "approved"}),
        (dossier, {"status": "resolved", "reference": " "}),
        (dossier, {"status": "resolved", "at": MONDAY - DAY}),
    ):
        with pytest.raises(actions.DossierRefusal):
            mirrored(office, one, **said)
    assert Dossier.objects.get(pk=dossier.pk).status == "processing"


def form(**changes: str) -> dict[str, str]:
    said = {
        "client_id": str(uuid4()),
        "status": "resolved",
        "reference": "BTN-15",
        "day": "05/10/2026",
        "hour": "15:30",
    }
    return said | changes


def test_entered_by_page_and_marked(office, dossier, client):
    client.force_login(office.officers["case_officer"].account)
    door, page = reverse("mirroring:mirror", args=[dossier.pk]), reverse("dossiers:page", args=[dossier.pk])
    assert SYSTEM in client.get(page).content.decode()
    assert client.post(door, form(reference="")).status_code == 422
    assert client.post(door, form(day="07/10/2026")).status_code == 422
    said = form()
    for _ in range(2):
        assert client.post(door, said)["Location"] == page
    assert "BTN-15" in client.get(page).content.decode()
    assert Dossier.objects.get(pk=dossier.pk).status == "resolved"
    public = client.get(reverse("dossiers_public:by_token", args=[dossier.lookup_token])).content.decode()
    assert SYSTEM in public
    client.force_login(office.officers["approver"].account)
    report = client.get("/desk/statistics/06a/").content.decode()
    assert "theo hệ thống khác" in report


@pytest.mark.parametrize("role", ROLES)
def test_who_may_enter_it(role, office, dossier):
    client = Client()
    door = reverse("mirroring:mirror", args=[dossier.pk])
    client.force_login(office.officers[role].account)
    may = role in ("intake_officer", "case_officer", "division_head", "approver", "clerk")
    assert (client.get(door).status_code == 200) == may
    client.force_login(make_office("Khác").officers[role].account)
    assert client.get(door).status_code in (403, 404)


def test_a_result_after_a_wait_by_law_is_measured_by_the_later_date(office):
    """And what the other system dates before the wait began takes the wait back."""
    version = make_elsewhere()
    draw(
        office,
        version,
        PAYING.replace("; A user kind=appraise role=case_officer", "").replace("-> A ->", "->"),
    )
    waiting = []
    for _ in range(2):
        found = make_accepted(office, version=version)
        waiting.append(actions.hand_over(dossier_id=found.pk, by=office.by("intake_officer", MONDAY + DAY)))
    assert [one.clock_stopped_at for one in waiting] == [MONDAY + DAY] * 2
    late = mirrored(office, waiting[0], "resolved", MONDAY + 8 * DAY)
    assert (late.status, late.clock_stopped_at) == ("resolved", None)
    assert late.due_at == MONDAY + 14 * DAY
    assert log.of(late.subject)[-2].facts["timeliness"] == "early"
    before = mirrored(office, waiting[1], "resolved", MONDAY + HOUR)
    assert (before.clock_stopped_at, before.due_at) == (None, waiting[1].due_at)
    assert differences() == []
