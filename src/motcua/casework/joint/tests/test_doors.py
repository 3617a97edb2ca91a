"""Who sees what of a joint procedure, and who says which procedures belong together."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, ROLES, make_office
from motcua.casework.handovers.models import PaperMove
from motcua.casework.joint.models import LinkedProcedure
from motcua.casework.joint.queries import objection_to_delivering

DAY = timedelta(days=1)
NOTE = "Ghi chú nội bộ của công an"


def page(office, role, dossier):
    client = Client()
    client.force_login(office.officers[role].account)
    return client.get(reverse("dossiers:page", args=[dossier.pk]))


def test_the_lead_sees_the_trail_of_a_part_but_not_its_notes(group):
    whole = group.online()
    part = group.part(whole, group.police)
    actions.hand_over(dossier_id=part.pk, by=group.police.by("case_officer", MONDAY), note=NOTE)
    seen = page(group.lead, "approver", whole).content.decode()
    assert part.code in seen
    assert "Chuyển hồ sơ sang bước tiếp theo" in seen
    assert str(group.police.officers["case_officer"]) in seen
    assert NOTE not in seen
    assert NOTE in page(group.police, "division_head", part).content.decode()


def test_each_agency_opens_its_own_part_and_not_the_others(group):
    whole = group.online()
    police, card = group.part(whole, group.police), group.part(whole, group.insurance)
    assert page(group.police, "case_officer", police).status_code == 200
    assert page(group.insurance, "case_officer", card).status_code == 200
    for office, other in ((group.police, card), (group.insurance, police), (group.lead, police)):
        assert page(office, "case_officer", other).status_code == 404
    assert page(group.lead, "intake_officer", police).status_code == 200
    assert page(make_office("Khác"), "approver", whole).status_code == 404
    # While it is their turn the others look at the whole; afterwards at their own part only.
    assert page(group.police, "case_officer", whole).status_code == 200
    group.settle(police, group.police, MONDAY + DAY)
    assert page(group.police, "case_officer", whole).status_code == 404
    assert whole.code in page(group.police, "case_officer", police).content.decode()


def test_the_applicant_follows_one_thread(group, client):
    whole = group.online()
    seen = client.get(reverse("dossiers_public:by_token", args=[whole.lookup_token])).content.decode()
    assert group.residence.name in seen
    assert group.insurance.committee.name in seen
    assert group.part(whole, group.police).code not in seen


def test_the_whole_is_not_handed_out_while_a_paper_result_of_a_part_is_elsewhere(group):
    whole = group.accept()
    for office in (group.police, group.insurance):
        group.settle(group.part(whole, office), office, MONDAY + DAY)
    whole = group.settle(Dossier.objects.get(pk=whole.pk), group.lead, MONDAY + DAY)
    code = group.part(whole, group.police).code
    by = group.lead.by("intake_officer", MONDAY + DAY)
    who = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")
    with pytest.raises(actions.IllegalMove, match=code):
        actions.deliver(dossier_id=whole.pk, by=by, receiver=who)
    PaperMove.objects.filter(moved="result").update(state="received")
    assert objection_to_delivering(whole) == ""


@pytest.mark.parametrize("role", ROLES)
def test_who_keeps_groups(role, group):
    client = Client()
    client.force_login(group.lead.officers[role].account)
    is_admin = role == "system_admin"
    assert (client.get(reverse("joint:groups")).status_code == 200) == is_admin
    link = LinkedProcedure.objects.get(step="residence")
    client.post(reverse("joint:end", args=[link.pk]), {"client_id": str(uuid4())})
    assert (LinkedProcedure.objects.get(pk=link.pk).valid_to is not None) == is_admin


def test_groups_are_kept_by_pages(group):
    client = Client()
    client.force_login(group.lead.officers["system_admin"].account)
    door = reverse("joint:groups")
    said = {
        "client_id": str(uuid4()), "lead": group.procedure.procedure.code, "step": "third",
        "procedure": group.card.procedure.code,
    }  # fmt: skip
    for _ in range(2):
        assert client.post(door, said).status_code == 302
    assert LinkedProcedure.objects.filter(step="third").count() == 1
    for wrong in (
        {"lead": "9.999999"},
        {"step": "bước ba"},
        {"procedure": said["lead"]},
        {"step": "residence"},
    ):
        answer = client.post(door, said | {"client_id": str(uuid4()), "step": "fourth"} | wrong)
        assert answer.status_code == 422
    assert LinkedProcedure.objects.count() == 3
