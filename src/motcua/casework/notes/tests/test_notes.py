"""Notes stay inside the agency, call colleagues until seen, can be erased, and follow from the log."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from motcua.casework.dossiers.tests.factories import (
    ROLES,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
)
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry
from motcua.casework.notes.actions.write_note import NoSuchNote, erase_note, see_mention, write_note
from motcua.casework.notes.models import Mention, Note
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
SECRET = "Xin kiểm tra lại ranh giới thửa đất"


@pytest.fixture
def office():
    return make_office("Ghi Chú")


@pytest.fixture
def dossier(office):
    return advance(office, make_accepted(office, clock.now()), "appraise", clock.now())


def signed_in(officer) -> Client:
    client = Client()
    client.force_login(officer.account)
    return client


def write(client, dossier, text=SECRET, **said):
    sent = {"client_id": str(uuid4()), "text": text} | said
    return client.post(f"/desk/notes/{dossier.pk}/", sent)


def noted(office, dossier, *called):
    return write_note(
        dossier_id=dossier.pk, author_id=office.officers["case_officer"].pk, agency_id=office.committee.pk,
        text=SECRET, mentioned=[office.officers[role].pk for role in called], at=clock.now(),
    )  # fmt: skip


def test_who_reads_and_who_writes_by_role(office, dossier):
    noted(office, dossier)
    reads, writes = set(), set()
    for role in ROLES:
        client = signed_in(office.officers[role])
        page = client.get(f"/desk/dossiers/{dossier.pk}/").content.decode()
        thread = client.get(f"/desk/notes/{dossier.pk}/").content.decode()
        assert (SECRET in page) == (SECRET in thread)
        reads |= {role} if SECRET in page else set()
        answer = write(client, dossier, agency_id=str(office.committee.pk))
        writes |= {role} if answer.status_code == 302 else set()
    assert reads == writes == {"case_officer", "division_head", "approver", "clerk"}


def test_another_agency_of_the_dossier_sees_its_own_notes_only(office, dossier):
    noted(office, dossier)
    counter = signed_in(office.officers["intake_officer"])
    write(counter, dossier, "Của Một cửa", agency_id=str(office.center.pk))
    assert "Của Một cửa" in counter.get(f"/desk/notes/{dossier.pk}/").content.decode()
    assert SECRET not in counter.get(f"/desk/notes/{dossier.pk}/").content.decode()
    case = signed_in(office.officers["case_officer"])
    assert "Của Một cửa" not in case.get(f"/desk/notes/{dossier.pk}/").content.decode()
    stranger = signed_in(make_office("Nơi Khác").officers["case_officer"])
    assert stranger.get(f"/desk/notes/{dossier.pk}/").status_code == 404
    assert write(stranger, dossier).status_code == 404
    assert SECRET not in Client().get(f"/h/{dossier.lookup_token}/").content.decode()


def test_a_mention_counts_until_it_is_seen(office, dossier):
    case, head = signed_in(office.officers["case_officer"]), signed_in(office.officers["division_head"])
    called = office.officers["division_head"]
    place = str(office.committee.pk)
    assert write(case, dossier, f"@{called.name} xem giúp", agency_id=place).status_code == 302
    mention = Mention.objects.get()
    assert mention.officer_id == called.pk
    home = head.get("/desk/").content.decode()
    assert 'class="count">1<' in home
    assert "xem giúp" in home
    for _again in range(2):
        answer = head.post(f"/desk/notes/seen/{mention.note_id}/")
        assert answer.url == f"/desk/dossiers/{dossier.pk}/#notes"
    assert "xem giúp" not in head.get("/desk/").content.decode()
    assert case.post(f"/desk/notes/seen/{mention.note_id}/").status_code == 404
    assert differences() == []


def test_a_colleague_is_chosen_without_typing_and_nobody_outside_can_be(office, dossier):
    case = signed_in(office.officers["case_officer"])
    place = str(office.committee.pk)
    write(case, dossier, agency_id=place, mentioned=str(office.officers["clerk"].pk))
    assert Mention.objects.get().officer_id == office.officers["clerk"].pk
    for other in (office.officers["intake_officer"], make_officer("Người Ngoài")):
        assert write(case, dossier, agency_id=place, mentioned=str(other.pk)).status_code == 422
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "bắt buộc"),
        ("@Ai Đó", "Không có đồng nghiệp nào"),
        ("a" * 2001, "2000"),
        ("a\x00b", "không đọc được"),
    ],
)
def test_what_cannot_be_noted_is_said_at_the_field(office, dossier, text, said):
    answer = write(
        signed_in(office.officers["case_officer"]), dossier, text, agency_id=str(office.committee.pk)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Note.objects.exists()


def test_sent_twice_is_written_once(office, dossier):
    client, client_id = signed_in(office.officers["case_officer"]), str(uuid4())
    for _again in range(2):
        write(client, dossier, agency_id=str(office.committee.pk), client_id=client_id)
    assert Note.objects.count() == 1


def test_a_leader_erases_the_words_and_what_was_written_stays(office, dossier):
    note = noted(office, dossier, "clerk")
    for role in ROLES:
        if role != "approver":
            signed_in(office.officers[role]).post(f"/desk/notes/erase/{note.pk}/")
    assert Note.objects.get().statement.body["text"] == SECRET
    signed_in(office.officers["approver"]).post(f"/desk/notes/erase/{note.pk}/")
    kept = Note.objects.get()
    assert kept.statement.body == {}
    page = signed_in(office.officers["case_officer"]).get(f"/desk/dossiers/{dossier.pk}/").content.decode()
    assert "Nội dung đã xóa" in page
    assert differences() == []


def test_opening_notes_is_logged_like_every_read(office, dossier):
    signed_in(office.officers["case_officer"]).get(f"/desk/notes/{dossier.pk}/")
    reading.flush()
    entry = AccessEntry.objects.get(what="notes")
    assert (entry.dossier_id, entry.officer_id) == (dossier.pk, office.officers["case_officer"].pk)


@pytest.mark.parametrize("column", ["agency_id", "author_id", "mention", "seen"])
def test_rows_changed_behind_the_log_are_found(office, dossier, column):
    note = noted(office, dossier, "clerk")
    assert differences() == []
    if column == "mention":
        Mention.objects.update(officer_id=office.officers["approver"].pk)
    elif column == "seen":
        Mention.objects.update(seen_at=clock.now())
    else:
        Note.objects.filter(pk=note.pk).update(**{column: 987654})
    assert any("ghi chú" in found for found in differences())


def test_nothing_is_seen_or_erased_that_is_not_there(office):
    with pytest.raises(NoSuchNote), transaction.atomic():
        see_mention(note_id=1, officer_id=1, at=clock.now())
    with pytest.raises(NoSuchNote), transaction.atomic():
        erase_note(note_id=1, officer_id=1, at=clock.now())
