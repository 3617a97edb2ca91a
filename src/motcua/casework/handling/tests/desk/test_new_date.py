"""A new date is offered only while there is a date that runs; elsewhere the page says why not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import MONDAY, advance, make_accepted, make_procedure
from motcua.casework.upkeep.tests.stage import DAY, PAYING, do, draw, waiting

pytestmark = pytest.mark.django_db
STANDS = "Thời hạn đang dừng tính theo quy định"
NOT_NOW = "Chỉ gia hạn hồ sơ đang giải quyết."


def is_offered(client, dossier) -> bool:
    page = client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    return reverse("dossiers:act", args=[dossier.pk, "extend"]) in page


def refusal(client, dossier) -> str:
    """What an address kept from before leads to."""
    answer = client.get(reverse("dossiers:act", args=[dossier.pk, "extend"]), follow=True)
    assert answer.redirect_chain == [(reverse("dossiers:page", args=[dossier.pk]), 302)]
    return answer.content.decode()


def test_not_while_a_drawn_step_lets_the_clock_stand(office, signed_in, act):
    procedure, head = make_procedure(), signed_in("approver")
    draw(office, procedure, PAYING)
    dossier = waiting((office, procedure))
    assert not is_offered(head, dossier)
    assert STANDS in refusal(head, dossier)
    sent = act(head, dossier, "extend", new_date="30/10/2026", new_time="09:00", reason="Nhiều hồ sơ")
    assert (sent.status_code, STANDS in sent.content.decode()) == (422, True)
    dossier = do(office, dossier, "W", MONDAY + DAY)
    assert is_offered(head, dossier)


def test_not_while_the_applicant_is_asked_for_papers(office, signed_in):
    dossier, head = advance(office, make_accepted(office), "appraise", MONDAY), signed_in("approver")
    assert is_offered(head, dossier)
    actions.request_supplement(
        dossier_id=dossier.pk, by=office.by("case_officer", MONDAY), items=["Bản sao"], reason=""
    )
    assert not is_offered(head, dossier)
    assert NOT_NOW in refusal(head, dossier)


@pytest.mark.parametrize("clock_stands", [True, False])
def test_not_while_the_applicant_pays(office, signed_in, clock_stands):
    dossier, head = advance(office, make_accepted(office), "appraise", MONDAY), signed_in("approver")
    actions.ask_payment(
        dossier_id=dossier.pk, by=office.by("case_officer", MONDAY), amount_vnd=50_000, what="Lệ phí",
        pay_by=None, clock_stands=clock_stands,
    )  # fmt: skip
    assert not is_offered(head, dossier)
    assert NOT_NOW in refusal(head, dossier)


def test_not_a_second_time(office, signed_in):
    dossier, head = advance(office, make_accepted(office), "appraise", MONDAY), signed_in("approver")
    actions.extend(
        dossier_id=dossier.pk, by=office.by("approver", MONDAY), new_due_at=dossier.due_at + 2 * DAY,
        reason="Nhiều hồ sơ", cause_agency_id=office.committee.pk,
    )  # fmt: skip
    assert not is_offered(head, dossier)
    assert "pháp luật không cho hẹn lại lần nữa" in refusal(head, dossier)
