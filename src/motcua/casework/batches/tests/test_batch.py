"""Many dossiers at once: looked over once, done one by one, a result for every row."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.batches.desk import verbs
from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import latest_statement
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
    make_procedure,
)
from motcua.directory.procedures.models import Result
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/work/batch/"


def rows_on(client) -> list[str]:
    return re.findall(r'name="rows" value="([0-9]+:[0-9]+)"', client.get(ADDRESS).content.decode())


def send(client, **said):
    return client.post(ADDRESS, {"client_id": str(uuid4()), "confirmed": "yes"} | said)


def test_looked_over_then_done_and_the_same_page_twice_does_it_once(office, signed_in):
    dossiers = [advance(office, make_accepted(office), "appraise", MONDAY) for _ in range(3)]
    officer = signed_in("case_officer")
    keys = rows_on(officer)
    assert len(keys) == 3
    said = {"client_id": str(uuid4()), "verb": "hand_over", "rows": keys}
    events = Event.objects.count()
    page = officer.post(ADDRESS, said).content.decode()
    assert all(dossier.code in page for dossier in dossiers)
    assert Event.objects.count() == events
    for _ in range(2):
        officer.post(ADDRESS, said | {"confirmed": "yes"})
        assert {d.step for d in Dossier.objects.all()} == {"approve"}
        assert Event.objects.count() == events + 3
    assert differences() == []


def test_what_fails_does_not_hold_up_the_others(office, signed_in):
    good, gone = (advance(office, make_accepted(office), "appraise", MONDAY) for _ in range(2))
    officer = signed_in("case_officer")
    keys = rows_on(officer)
    from_page = {"verb": "take_over", "rows": keys}
    other = make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))
    officer.post(reverse("dossiers:act", args=[gone.pk, "take_over"]), {"client_id": str(uuid4())})
    page = send(officer, **from_page).content.decode()
    assert "Đã xong 1 trên 2 hồ sơ" in page
    good.refresh_from_db()
    assert good.holder_officer_id == office.officers["case_officer"].pk != other.pk
    assert differences() == []


def test_a_head_reassigns_many_before_a_leave(office, signed_in):
    for _ in range(2):
        advance(office, make_accepted(office), "appraise", MONDAY)
    officer = signed_in("case_officer")
    assert 'value="assign"' not in officer.get(ADDRESS).content.decode()
    send(officer, verb="take_over", rows=rows_on(officer))
    colleague = make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))
    head = signed_in("division_head")
    unnamed = send(head, verb="assign", rows=rows_on(head))
    assert unnamed.status_code == 422
    assert "Hãy chọn cán bộ được giao" in unnamed.content.decode()
    send(head, verb="assign", rows=rows_on(head), officer_id=colleague.pk)
    assert set(Dossier.objects.values_list("holder_officer_id", flat=True)) == {colleague.pk}
    assert differences() == []


def test_rows_of_another_office_cannot_be_chosen(office, signed_in):
    other = make_office("Láng Giềng")
    dossier = advance(other, make_accepted(other), "appraise", MONDAY)
    officer = signed_in("case_officer")
    assert rows_on(officer) == []
    refused = send(officer, verb="take_over", rows=[f"{dossier.pk}:2"])
    assert refused.status_code == 422
    assert dossier.code not in refused.content.decode()


def test_nothing_chosen_is_said_at_the_field(office, signed_in):
    advance(office, make_accepted(office), "appraise", MONDAY)
    refused = send(signed_in("case_officer"), verb="take_over", rows=[])
    assert refused.status_code == 422
    assert "Hãy chọn ít nhất một hồ sơ" in refused.content.decode()


def approvals(office, number: int, version=None) -> list[Dossier]:
    version = version or make_procedure()
    return [advance(office, make_accepted(office, version=version), "approve", MONDAY) for _ in range(number)]


def test_a_leader_approves_many_with_one_look(office, signed_in):
    approvals(office, 3)
    leader = signed_in("approver")
    assert 'value="record_result"' not in leader.get(ADDRESS).content.decode()
    assert "Đã xong 3 trên 3 hồ sơ" in send(leader, verb="approve", rows=rows_on(leader)).content.decode()
    assert set(Dossier.objects.values_list("status", flat=True)) == {"approved"}
    assert differences() == []


def test_where_a_way_has_to_be_chosen_nothing_is_chosen_for_the_leader(office, signed_in, monkeypatch):
    approvals(office, 1)
    monkeypatch.setattr(verbs, "decisions", lambda *_args: (1, 2))
    leader = signed_in("approver")
    page = send(leader, verb="approve", rows=rows_on(leader)).content.decode()
    assert "nhiều hướng đi" in page
    assert Dossier.objects.get().status == "processing"


def test_others_cannot_approve_in_numbers_either(office, signed_in):
    dossier = approvals(office, 1)[0]
    spot = dossier.process_run.tokens.get(kind="ready").number
    for role in ("case_officer", "clerk", "intake_officer", "division_head", "inspector"):
        page = send(signed_in(role), verb="approve", rows=[f"{dossier.pk}:{spot}"])
        assert "Đã xong 1 trên" not in page.content.decode(), role
    dossier.refresh_from_db()
    assert dossier.status == "processing"


def test_a_registrar_hands_many_results_to_the_one_stop(office, signed_in):
    version = make_procedure()
    Result.objects.create(version=version, name="Giấy  xác nhận", position=1)
    first, second = approvals(office, 2, version)
    for dossier in (first, second):
        actions.approve(dossier_id=dossier.pk, by=office.by("approver", MONDAY))
    registrar = signed_in("clerk")
    keys = rows_on(registrar)
    said = {"client_id": str(uuid4()), "verb": "record_result", "rows": keys}
    looked = registrar.post(ADDRESS, said).content.decode()
    for words in ("Giấy xác nhận", "05/10/2026", "Cán Bộ approver", f'name="number_{first.pk}"'):
        assert words in looked, words
    numbers = {f"number_{first.pk}": "12/GXN-UBND"}
    for _ in range(2):
        registrar.post(ADDRESS, said | numbers | {"confirmed": "yes"})
    assert set(Dossier.objects.values_list("status", flat=True)) == {"resolved"}
    assert [e.kind for e in log.of(first.subject)].count("dossiers.result_recorded") == 1
    result = {
        "title": "Giấy xác nhận",
        "number": "12/GXN-UBND",
        "signed_on": "2026-10-05",
        "signer": "Cán Bộ approver",
    }
    assert latest_statement(first, "result") == result
    assert latest_statement(second, "result") == result | {"number": ""}
    assert differences() == []


def test_a_result_that_is_not_the_only_one_is_named_by_hand(office, signed_in):
    version = make_procedure()
    for place, name in enumerate(("Giấy phép", "Văn bản trả lời"), 1):
        Result.objects.create(version=version, name=name, position=place)
    dossier = approvals(office, 1, version)[0]
    actions.approve(dossier_id=dossier.pk, by=office.by("approver", MONDAY))
    registrar = signed_in("clerk")
    keys = rows_on(registrar)
    told = registrar.post(ADDRESS, {"client_id": str(uuid4()), "verb": "record_result", "rows": keys})
    assert "không công bố đúng một loại kết quả" in told.content.decode()
    done = send(registrar, verb="record_result", rows=keys).content.decode()
    assert "Đã xong 0 trên 1" in done
    assert "không công bố đúng một loại kết quả" in done
