from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_agency, make_officer
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow.models import Process, ProcessRun, ProcessVersion, Token, Trouble
from motcua.kernel.events.models import Dispatch
from motcua.kernel.events.tests.trace import note

pytestmark = pytest.mark.django_db
STUCK, RETRY = "/desk/log/stuck/", "/desk/log/stuck/retry/"
OTHERS = (
    "intake_officer", "case_officer", "division_head", "approver", "clerk", "inspector", "agency_admin",
)  # fmt: skip


@pytest.fixture
def enter(client):
    def as_role(role: str):
        client.force_login(make_officer("Cán Bộ Thử", (make_agency("UBND xã Thử"), role)).account)
        return client

    return as_role


@pytest.fixture
def stuck():
    """Three dispatches that gave up and one that still tries."""
    event = note()
    rows = [
        Dispatch(
            event=event, subject=event.subject, reaction=f"messages.tell_{number}", state="stuck", attempts=8,
            next_at=event.recorded_at, last_error="<b>RuntimeError</b>: cổng không trả lời",
        )
        for number in range(3)
    ]  # fmt: skip
    rows.append(
        Dispatch(
            event=event, subject=event.subject, reaction="x.tries", attempts=2, next_at=event.recorded_at
        )
    )
    return Dispatch.objects.bulk_create(rows)[:3]


def _stuck() -> int:
    return Dispatch.objects.filter(state="stuck").count()


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_are_refused(enter, stuck, role):
    client = enter(role)
    assert client.get(STUCK).status_code == 403
    assert client.post(RETRY, {"all": "1"}).status_code == 403
    assert _stuck() == 3


def test_strangers_are_asked_to_sign_in(client, stuck):
    assert client.get(STUCK).status_code == 302
    assert client.post(RETRY, {"all": "1"}).status_code == 302
    assert _stuck() == 3


def test_the_page_shows_what_is_stuck_and_what_still_tries(enter, stuck):
    page = enter("system_admin").get(STUCK).content.decode()
    assert all(f"messages.tell_{number}" in page for number in range(3))
    assert "x.tries" in page
    assert "&lt;b&gt;RuntimeError" in page
    assert "Đã ghi chú" in page


def test_nothing_stuck(enter):
    assert "Không có việc nào bị kẹt" in enter("system_admin").get(STUCK).content.decode()


def test_retry_one_some_or_all(enter, stuck):
    client = enter("system_admin")
    answer = client.post(RETRY, {"one": stuck[0].pk, "chosen": [stuck[1].pk]}, follow=True)
    assert "Đang thử lại 1 việc" in answer.content.decode()
    assert _stuck() == 2
    client.post(RETRY, {"selected": "1", "chosen": [stuck[1].pk]})
    assert _stuck() == 1
    client.post(RETRY, {"all": "1"})
    assert _stuck() == 0
    assert Dispatch.objects.filter(state="waiting", attempts=0).count() == 3


@pytest.mark.parametrize("bad", ["", "x", "-1", "9" * 40, "٣", "\x00", "1e3"])
def test_what_is_no_id_changes_nothing(enter, stuck, bad):
    answer = enter("system_admin").post(RETRY, {"one": bad}, follow=True)
    assert answer.status_code == 200
    assert _stuck() == 3


def test_looking_is_not_retrying(enter, stuck):
    assert enter("system_admin").get(RETRY).status_code == 405


@pytest.fixture
def jobs():
    """A job that gave up in a run, and one that still tries."""
    process = Process.objects.create(code="may", name="Quy trình có máy")
    version = ProcessVersion.objects.create(
        process=process,
        number=1,
        xml=xml("S start; J service kind=stamp name=Đóng-dấu; E end; S -> J -> E"),
        sha256="1" * 64,
    )
    run = ProcessRun.objects.create(version=version, places={}, started_at=MONDAY)
    rows = []
    for number, state in ((1, "stuck"), (2, "waiting")):
        Token.objects.create(run=run, number=number, node="J", kind="job", since=MONDAY)
        said = {
            "state": state,
            "attempts": 8,
            "next_at": MONDAY,
            "last_error": "RuntimeError: <i>hết mực</i>",
        }
        rows.append(Trouble.objects.create(run_id=run.pk, number=number, **said))
    return rows


def test_jobs_of_processes_stand_there_too_with_retry(enter, jobs):
    client = enter("system_admin")
    page = client.get(STUCK).content.decode()
    assert page.count("Đóng-dấu") == 2
    assert "Quy trình có máy #1" in page
    assert "&lt;i&gt;hết mực" in page
    assert "Không có việc nào bị kẹt" not in page
    answer = client.post(RETRY, {"jobs": "1", "one": jobs[0].pk}, follow=True)
    assert "Đang thử lại 1 việc" in answer.content.decode()
    assert set(Trouble.objects.values_list("state", "attempts")) == {("waiting", 0), ("waiting", 8)}
    assert "Chưa chọn việc nào" in client.post(RETRY, {"jobs": "1", "all": "1"}, follow=True).content.decode()


@pytest.mark.parametrize("role", OTHERS)
def test_jobs_are_not_for_other_roles(enter, jobs, role):
    assert enter(role).post(RETRY, {"jobs": "1", "all": "1"}).status_code == 403
    assert Trouble.objects.filter(state="stuck").count() == 1
