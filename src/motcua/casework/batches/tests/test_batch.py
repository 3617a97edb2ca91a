"""Many dossiers at once: looked over once, done one by one, a result for every row."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
)
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
