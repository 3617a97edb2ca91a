"""The page over moving dossiers to another version: who, tried first, a result for each, twice is once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import advance, differences, make_accepted, make_office
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import publish_process
from motcua.kernel import clock
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
AGO = timedelta(days=1)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def dossiers(office):
    at = clock.now() - AGO
    return [
        advance(office, make_accepted(office, at), step, at) for step in ("appraise", "appraise", "approve")
    ]


@pytest.fixture
def new():
    """The commune's process with the appraisal under another code and another name."""
    steps = tuple(
        replace(s, code="examine", name="Xem xét") if s.code == "appraise" else s for s in standard.COMMUNE
    )
    return publish_process(
        code="commune", name="Quy trình cấp xã", steps=steps, valid_from=standard.VALID_FROM, at=clock.now()
    )


@pytest.fixture
def enter(client, office):
    def as_role(role: str):
        client.force_login(office.officers[role].account)
        return client

    return as_role


def page_of(dossier) -> str:
    return f"/desk/moving/{dossier.process_version_id}/"


@pytest.mark.parametrize(
    ("role", "status"),
    [("system_admin", 200), ("agency_admin", 403), ("approver", 403), ("clerk", 403), ("inspector", 403)],
)
def test_only_those_who_may_publish_the_process(enter, dossiers, new, role, status):
    """It is a standard process, which system administrators keep."""
    client = enter(role)
    assert client.get(page_of(dossiers[0])).status_code == status
    said = {"client_id": uuid4(), "to": new.number, "do": "move"}
    assert client.post(page_of(dossiers[0]), said).status_code == status


def test_strangers_sign_in_and_drafts_are_not_found(client, enter, dossiers):
    assert client.get(page_of(dossiers[0])).status_code == 302
    assert enter("system_admin").get("/desk/moving/987654/").status_code == 404


def test_from_the_page_of_the_version_to_a_result_for_each(enter, dossiers, new):
    client, old = enter("system_admin"), dossiers[0].process_version
    address = page_of(dossiers[0])
    version_page = client.get(f"/desk/processes/{old.process_id}/{old.number}/").text
    assert f'href="{address}"' in version_page
    assert "3 hồ sơ đang giải quyết theo phiên bản này" in version_page
    assert "Tiếp tục" in client.get(address).text
    page = client.get(address, {"to": new.number}).text
    assert 'name="place_2"' in page
    assert "Đang ở “Thẩm định hồ sơ”" in page
    assert "Xem xét (examine)" in page

    events = Event.objects.count()
    bare = client.post(address, {"client_id": uuid4(), "to": new.number, "do": "try"}).text
    assert "2 trên 3 hồ sơ ở lại" in bare
    assert "không có bước tương ứng" in bare
    said = {"client_id": str(uuid4()), "to": new.number, "place_2": "examine"}
    tried = client.post(address, said | {"do": "try"}).text
    assert "0 trên 3 hồ sơ ở lại" in tried
    assert "chưa lưu gì" in tried
    assert Event.objects.count() == events
    assert set(Dossier.objects.values_list("process_version_id", flat=True)) == {old.pk}

    done = client.post(address, said | {"do": "move"}).text
    assert all(dossier.code in done for dossier in dossiers)
    assert sorted(Dossier.objects.values_list("step", flat=True)) == ["approve", "examine", "examine"]
    assert set(Dossier.objects.values_list("process_version_id", flat=True)) == {new.pk}
    events = Event.objects.count()
    assert client.post(address, said | {"do": "move"}).text.count(dossiers[0].code) == 1, (
        "the same press again"
    )
    assert Event.objects.count() == events
    assert "Không còn hồ sơ nào" in client.post(address, said | {"do": "try"}).text
    assert (
        "đang giải quyết theo phiên bản này"
        not in client.get(f"/desk/processes/{old.process_id}/{old.number}/").text
    )
    assert differences() == []


@pytest.mark.parametrize(
    "said", [{"to": "x"}, {"to": "99"}, {"place_2": "nowhere"}, {"client_id": "x"}, {"to": ""}]
)
def test_what_cannot_be_read_moves_nothing(enter, dossiers, new, said):
    events = Event.objects.count()
    whole = {"client_id": uuid4(), "to": new.number, "do": "move"} | said
    assert enter("system_admin").post(page_of(dossiers[0]), whole).status_code == 422
    assert Event.objects.count() == events
