"""All steps of an officer handed over before a leave: looked over once, a result for every row, done once."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

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


def test_everybody_gives_their_own(office, signed_in, colleagues):
    leaver = office.officers["case_officer"]
    (mine,), client = held(office, leaver), signed_in("case_officer")
    other, waiting = (
        held(office, colleagues[1])[0],
        advance(office, make_accepted(office), "appraise", MONDAY),
    )
    listed = client.get(ADDRESS).content.decode()
    assert mine.code in listed
    assert other.code not in listed
    assert waiting.code not in listed
    _page, confirmed = looked_over(client, leaver, receiver=str(colleagues[0].pk))
    for _ in range(2):
        assert "Đã xong 1 trên 1 hồ sơ" in client.post(ADDRESS, confirmed).content.decode()
    mine.refresh_from_db()
    assert mine.holder_officer_id == colleagues[0].pk
    assigned = log.of(mine.subject)[-1]
    assert (assigned.kind, assigned.actor_id) == ("dossiers.assigned", leaver.pk)
    assert assigned.facts["on_behalf_of"] is None
    assert [e.kind for e in log.of(mine.subject)].count("dossiers.assigned") == 1
    assert differences() == []


def test_nobody_gives_what_a_colleague_has_or_to_another_role(office, signed_in, colleagues):
    leaver, client = office.officers["case_officer"], signed_in("case_officer")
    (mine,), (theirs,) = held(office, leaver), held(office, colleagues[1])

    def sent(dossier, giver: int, to: int) -> str:
        spot = dossier.process_run.tokens.get(kind="ready").number
        plan = [f"{dossier.pk}:{spot}:{to}"]
        said = {"client_id": str(uuid4()), "officer": giver, "reason": "x", "plan": plan, "confirmed": "yes"}
        return client.post(ADDRESS, said).content.decode()

    assert "không còn ở cán bộ này" in sent(theirs, leaver.pk, colleagues[0].pk)
    assert "Đã xong" not in sent(theirs, colleagues[1].pk, colleagues[0].pk)
    assert "không giữ vai trò" in sent(mine, leaver.pk, office.officers["clerk"].pk)
    for dossier, holder in ((mine, leaver), (theirs, colleagues[1])):
        dossier.refresh_from_db()
        assert dossier.holder_officer_id == holder.pk


def test_the_way_there_is_shown_to_who_has_something_to_give(office, signed_in):
    shown = [
        ADDRESS in signed_in(role).get(reverse("staff:absences")).content.decode()
        for role in ("case_officer", "approver")
    ]
    assert shown == [False, True]
    held(office, office.officers["case_officer"])
    assert ADDRESS in signed_in("case_officer").get(reverse("staff:absences")).content.decode()


def test_of_others_heads_only_and_in_their_own_agency_only(office, signed_in, colleagues):
    leaver = office.officers["case_officer"]
    (dossier,) = held(office, leaver)
    for role in ROLES:
        page = signed_in(role).get(ADDRESS, {"officer": leaver.pk}).content.decode()
        assert (dossier.code in page) == (role in ("case_officer", "division_head", "approver")), role
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
