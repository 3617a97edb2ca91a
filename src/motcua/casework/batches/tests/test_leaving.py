"""All steps of an officer handed over before a leave: looked over once, a result for every row, done once."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    ROLES,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
)
from motcua.directory.staff.tests.factories import away
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/work/leaving/"


def held(office, officer, number: int = 1) -> list[Dossier]:
    """Dossiers that this officer has taken on at appraisal."""
    found = [advance(office, make_accepted(office), "appraise", MONDAY) for _ in range(number)]
    for dossier in found:
        actions.take_over(dossier_id=dossier.pk, by=By(officer.pk, office.committee.pk, MONDAY))
    return found


def rows_on(page: str) -> list[str]:
    return re.findall(r'name="rows" value="([0-9:]+)"', page)


@pytest.fixture
def colleagues(office):
    return [make_officer(f"Đồng Nghiệp {n}", (office.committee, "case_officer")) for n in (1, 2, 3)]


def looked_over(client, officer, **said):
    listed = client.get(ADDRESS, {"officer": officer.pk}).content.decode()
    said = {
        "client_id": str(uuid4()),
        "officer": officer.pk,
        "reason": "Nghỉ phép",
        "rows": rows_on(listed),
    } | said
    page = client.post(ADDRESS, said)
    plan = re.findall(r'name="plan" value="([0-9:]+)"', page.content.decode())
    return page, said | {"plan": plan, "confirmed": "yes"}


def test_shared_out_evenly_once_among_who_is_there(office, signed_in, colleagues):
    leaver = office.officers["case_officer"]
    dossiers = held(office, leaver, 4)
    away(colleagues[2])
    head = signed_in("division_head")
    events = Event.objects.filter(kind="dossiers.assigned").count()
    page, confirmed = looked_over(head, leaver, receiver="chia-deu")
    assert page.status_code == 200
    assert Event.objects.filter(kind="dossiers.assigned").count() == events
    for _ in range(2):
        assert "Đã xong 4 trên 4 hồ sơ" in head.post(ADDRESS, confirmed).content.decode()
    assert Event.objects.filter(kind="dossiers.assigned").count() == events + 4
    holders = sorted(Dossier.objects.values_list("holder_officer_id", flat=True))
    assert holders == sorted([colleagues[0].pk, colleagues[1].pk] * 2)
    assigned = log.of(dossiers[0].subject)[-1]
    assert assigned.facts["previous_officer_id"] == leaver.pk
    assert "Nghỉ phép" not in assigned.facts_json
    assert assigned.statements
    assert differences() == []


def test_some_rows_to_one_colleague_and_what_has_moved_is_refused(office, signed_in, colleagues):
    leaver = office.officers["case_officer"]
    gone, given = held(office, leaver, 2)
    head = signed_in("division_head")
    _page, confirmed = looked_over(head, leaver, receiver=str(colleagues[0].pk))
    actions.hand_over(dossier_id=gone.pk, by=By(leaver.pk, office.committee.pk, MONDAY))
    page = head.post(ADDRESS, confirmed).content.decode()
    assert "Đã xong 1 trên 2 hồ sơ" in page
    assert "Hồ sơ đã sang bước khác" in page
    given.refresh_from_db()
    assert given.holder_officer_id == colleagues[0].pk


def test_nobody_of_the_role_is_said_before_anything_is_done(office, signed_in):
    leaver = office.officers["case_officer"]
    held(office, leaver)
    page, confirmed = looked_over(signed_in("approver"), leaver, receiver="chia-deu")
    assert "không có ai cùng vai trò đang làm việc" in page.content.decode()
    assert confirmed["plan"] == []


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"rows": []}, "Hãy chọn ít nhất một hồ sơ"),
        ({"rows": ["9:9"]}, "không còn ở cán bộ này"),
        ({"reason": " "}, "Hãy ghi lý do bàn giao"),
        ({"receiver": "0"}, "0"),
    ],
)
def test_bad_input_is_explained(office, signed_in, colleagues, change, error):
    leaver = office.officers["case_officer"]
    held(office, leaver)
    page, _confirmed = looked_over(signed_in("division_head"), leaver, **({"receiver": "chia-deu"} | change))
    assert page.status_code == 422
    assert error in page.content.decode()


@pytest.mark.parametrize("plan", [["x"], ["1:2"], ["1:2:3:4"], ["99999999999999999999:1:1"], ["1:-1:1"]])
def test_a_plan_of_nonsense_does_nothing(office, signed_in, plan):
    said = {
        "client_id": str(uuid4()), "officer": office.officers["case_officer"].pk, "reason": "x",
        "plan": plan, "confirmed": "yes",
    }  # fmt: skip
    page = signed_in("division_head").post(ADDRESS, said)
    assert page.status_code == 200
    assert "Đã xong 0 trên 0" in page.content.decode()


def test_heads_only_and_their_own_agency_only(office, signed_in, colleagues):
    leaver = office.officers["case_officer"]
    (dossier,) = held(office, leaver)
    for role in ROLES:
        expected = 200 if role in ("division_head", "approver") else 403
        assert signed_in(role).get(ADDRESS).status_code == expected, role
    other = make_office("Láng Giềng")
    stranger = signed_in("division_head", other)
    assert dossier.code not in stranger.get(ADDRESS, {"officer": leaver.pk}).content.decode()
    spot = dossier.process_run.tokens.get(kind="ready").number
    said = {
        "client_id": str(uuid4()), "officer": other.officers["case_officer"].pk, "reason": "x",
        "plan": [f"{dossier.pk}:{spot}:{colleagues[0].pk}"], "confirmed": "yes",
    }  # fmt: skip
    page = stranger.post(ADDRESS, said).content.decode()
    assert dossier.code not in page
    dossier.refresh_from_db()
    assert dossier.holder_officer_id == leaver.pk
