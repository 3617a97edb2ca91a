"""Who comes through which door: one row per door, one answer per role, and whatever is typed never breaks it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    ROLES,
    make_accepted,
    make_agency,
    make_draft,
    make_office,
    make_officer,
    make_procedure,
)
from motcua.casework.handling.desk.verbs import DESK_VERBS
from motcua.casework.intake.tests.filling import filled

pytestmark = pytest.mark.django_db

EVERY_ROLE = frozenset(ROLES)
ADMINS = frozenset({"agency_admin", "system_admin"})
READERS = EVERY_ROLE - ADMINS  # administrators keep accounts, not people's papers
COUNTER = frozenset({"intake_officer"})
# What each role gets from a door of a dossier that was just accepted: 200 and 302 come in, 403 stays out.
READ = {
    "work": EVERY_ROLE,
    "find": EVERY_ROLE,
    "page": READERS,
    "slip": READERS,
    "choose": COUNTER,
    "intake": COUNTER,
    "amend": COUNTER,
    "hand_over": COUNTER,
    "take_over": frozenset(),  # who accepted it holds it already
    "withdraw": COUNTER,
    "undo_acceptance": COUNTER,
    "replace_pin": COUNTER,
    "apologise": frozenset({"approver"}),
    "extend": frozenset({"approver"}),
    "refuse_withdrawal": frozenset({"approver"}),
    "stop": frozenset({"approver"}),
    "request_supplement": frozenset({"intake_officer", "approver"}),
}
IN_OFFICE = EVERY_ROLE - COUNTER


@pytest.fixture
def dossier(office) -> Dossier:
    return make_accepted(office)


def address(door: str, dossier: Dossier) -> str:
    if door == "choose":
        return reverse("intake:choose")
    if door in ("work", "find"):
        return reverse(f"dossiers:{door}")
    if door == "intake":
        return reverse("intake:begin", args=[dossier.procedure_version.procedure.code])
    if door == "slip":
        return reverse("slips:slip", args=[dossier.pk, "01"])
    if door in ("page", "amend"):
        return reverse(f"dossiers:{door}", args=[dossier.pk])
    return reverse("dossiers:act", args=[dossier.pk, door])


@pytest.mark.parametrize("door", READ)
def test_strangers_are_sent_to_sign_in(dossier, door):
    answer = Client().get(address(door, dossier))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("identity:sign_in"))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_in_where_it_may(office, dossier, signed_in, role):
    client = signed_in(role)
    for door, allowed in READ.items():
        status = client.get(address(door, dossier)).status_code
        unseen = role in ADMINS and door not in ("choose", "intake", "amend")
        expected = {200, 302} if role in allowed else {404 if unseen else 403}
        assert status in expected, f"{role} at {door}: {status}"


def test_an_inspector_reads_everything_below_and_changes_nothing(office, dossier, signed_in):
    province = make_agency("UBND tỉnh Thử Nghiệm", level="province")
    type(office.committee).objects.filter(pk__in=[office.committee.pk, office.center.pk]).update(
        parent=province
    )
    inspector = make_officer("Cán Bộ thanh tra tỉnh", (province, "inspector"))
    client = Client()
    client.force_login(inspector.account, backend="motcua.directory.identity.backends.AccountBackend")
    assert client.get(address("page", dossier)).status_code == 200
    verbs = {verb: client.get(address(verb, dossier)).status_code for verb in DESK_VERBS if verb in READ}
    assert set(verbs.values()) == {403}, verbs


@pytest.mark.parametrize("role", ROLES)
def test_other_offices_find_nothing(dossier, signed_in, role):
    elsewhere = signed_in(role, make_office("Nơi Khác"))
    own = ("work", "find", "choose", "intake")
    statuses = {door: elsewhere.get(address(door, dossier)).status_code for door in READ if door not in own}
    assert all(status in (404, 403) for status in statuses.values()), statuses
    assert statuses["page"] == statuses["slip"] == 404
    assert all(statuses[verb] == 404 for verb in DESK_VERBS if verb in statuses)
    page = elsewhere.get(reverse("dossiers:find"), {"q": dossier.code}).content.decode()
    assert reverse("dossiers:page", args=[dossier.pk]) not in page


def test_nobody_accepts_for_another_office(office, dossier, signed_in):
    elsewhere = signed_in("intake_officer", make_office("Nơi Khác"))
    draft = make_draft(office)
    revise = reverse("intake:revise", args=[draft.pk])
    assert elsewhere.post(revise, filled(office, draft.procedure_version)).status_code == 404
    draft.refresh_from_db()
    assert draft.code is None
    code = dossier.procedure_version.procedure.code
    values = filled(office, dossier.procedure_version, at=str(office.center.pk))
    elsewhere.post(reverse("intake:begin", args=[code]) + f"?at={office.center.pk}", values)
    assert (
        not Dossier.objects.filter(receiving_agency=office.center)
        .exclude(pk__in=(draft.pk, dossier.pk))
        .exists()
    )


@pytest.mark.parametrize("verb", ["approve", "record_result", "deliver", "receive_supplement", "reject"])
def test_verbs_out_of_turn_change_nothing(office, dossier, signed_in, act, verb):
    fields = {
        "note": "", "reason": "x", "title": "x", "receiver": "owner", "name": "x", "identity_check": "personal_id",
        "identity_number": "1",
    }  # fmt: skip
    for role in ("intake_officer", "approver", "clerk"):
        assert act(signed_in(role), dossier, verb, **fields).status_code in (403, 422)
    before = dossier.status
    dossier.refresh_from_db()
    assert dossier.status == before


@pytest.mark.parametrize("door", ["/desk/dossiers/0/", "/desk/dossiers/99999999/", "/desk/dossiers/1/nonsense/",
                                  "/desk/dossiers/99999999999999999999999/", "/desk/intake/9.9/", "/desk/intake/%00/",
                                  "/desk/intake/%C3%28/", "/desk/dossiers/1/slips/99.pdf", "/desk/dossiers/1/slips/%00.pdf"])  # fmt: skip
def test_wrong_addresses_are_not_found(signed_in, door):
    assert signed_in("intake_officer").get(door).status_code in (400, 404)


HOSTILE = ["", " ", "\x00", "a\x00b", "9" * 400, "-1", "1e9", "٣٤٥", "<script>", "\u202e\u200b", "' OR 1=1 --", "%", "💥" * 50,
           "31/02/2026", "0001-01-01", "99/99/9999", "😀", "\ud7ff"]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_typed_gets_a_clear_answer(office, dossier, signed_in, act, value):
    clerk = signed_in("intake_officer")
    version = make_procedure()
    page = reverse("intake:begin", args=[version.procedure.code])
    good = filled(office, version)
    first_paper = next(name for name in good if name.endswith("_kind") and name.startswith("c"))
    alone = (
        {"competent_agency": value},
        {"owner_born_on": value},
        {first_paper: value},
        {"client_id": value},
    )
    for typed in (*alone, dict.fromkeys(good, value)):
        answer = clerk.post(page, good | {"client_id": str(uuid4())} | typed)
        assert answer.status_code in (200, 302, 422), f"{typed}: {answer.status_code}"
    query = dict.fromkeys(("q", "status", "page", "view", "at"), value)
    for door in ("dossiers:find", "dossiers:work", "intake:choose"):
        assert clerk.get(reverse(door), query).status_code in (200, 302)
    slip = reverse("slips:slip", args=[dossier.pk, "01"])
    assert clerk.get(slip, {"event": value, "paper": value}).status_code in (200, 404)
    assert clerk.get(reverse("dossiers:page", args=[dossier.pk]), {"print": value}).status_code == 200
    fields = dict.fromkeys(("client_id", "to_officer", "note", "reason", "items"), value)
    for verb in ("hand_over", "request_supplement", "withdraw"):
        assert act(clerk, dossier, verb, **fields).status_code in (302, 403, 422)


@pytest.mark.parametrize("typed", ["Nguyễn Văn Thử", "nguyen van thu", "0912000001", "042090000001"])
def test_found_by_name_phone_and_number(dossier, signed_in, typed):
    answer = signed_in("case_officer").get(reverse("dossiers:find"), {"q": typed}, follow=True)
    assert dossier.code in answer.content.decode()


def test_a_scanned_barcode_opens_the_dossier(dossier, signed_in):
    answer = signed_in("clerk").get(reverse("dossiers:find"), {"q": dossier.barcode})
    assert answer["Location"] == reverse("dossiers:page", args=[dossier.pk])
