"""Files of a page that is still being filled in: held for one officer, made papers, or forgotten."""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.directory.applicants.tests import people
from motcua.facilities.papers import actions, queries
from motcua.facilities.papers.actions import By, NewPaper, PaperIdReused
from motcua.facilities.papers.held import id_of, token_of
from motcua.facilities.papers.models import HeldFile, Paper
from motcua.facilities.papers.rules import KEEP_HELD, USABLE
from motcua.kernel import clock
from motcua.kernel.files import store
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db
HOLD = "/desk/papers/held"


def send(desk: Client, name: str = "Đơn.pdf", content: bytes | None = None, client_id: str = ""):
    file = SimpleUploadedFile(name, samples.pdf() if content is None else content)
    return desk.post(HOLD, {"client_id": client_id or str(uuid4()), "file": file})


def hold(officer, content: bytes, at=None, name: str = "Đơn.pdf") -> HeldFile:
    file = actions.take_in(SimpleUploadedFile(name, content))
    by = By(officer.pk, None, at or clock.now())
    return actions.hold_file(client_id=uuid4(), file=file, name=name, by=by)


def age(sha256: str, by: timedelta) -> None:
    """Make a file on disk look as if it was sent that long ago."""
    sent = (clock.now() - by).timestamp()
    os.utime(store.path_of(sha256), (sent, sent))


def test_a_held_file_is_told_by_a_token_of_its_officer(desk, officer):
    answer = send(desk).json()
    held = HeldFile.objects.get()
    assert answer["name"] == "Đơn.pdf"
    assert answer["about"].endswith("· 1 trang")
    assert answer["id"] == str(held.pk)
    assert id_of(answer["token"], officer_id=officer.pk) == held.pk
    assert not Paper.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("made_up", ["", "x", "0b0e7a1c-5d0c-4b7e-9a57-000000000001", "W10:1abc:xyz"])
def test_a_token_is_good_for_its_officer_only(officer, made_up):
    token = token_of(uuid4(), officer_id=officer.pk)
    assert id_of(token, officer_id=officer.pk + 1) is None
    assert id_of(token[:-1], officer_id=officer.pk) is None
    assert id_of(made_up, officer_id=officer.pk) is None


def test_the_same_page_and_content_is_one_held_file(desk):
    page = str(uuid4())
    first, second = (send(desk, client_id=page).json() for _ in range(2))
    assert first["id"] == second["id"]
    send(desk, client_id=str(uuid4()))
    assert HeldFile.objects.count() == 2


def test_another_officer_cannot_take_a_page_over(desk, officer):
    page = str(uuid4())
    send(desk, client_id=page)
    other = Client()
    other.force_login(people.make_officer().account)
    answer = send(other, client_id=page)
    assert answer.status_code == 422
    assert HeldFile.objects.get().officer_id == officer.pk


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Đơn.pdf", b"MZ not a paper", "Chỉ nhận tệp PDF"),
        ("Đơn.jpg", samples.pdf(), "Đuôi tên tệp không khớp"),
        ("Đơn.pdf", b"", "Tệp rỗng"),
        ("Đơn.docx", samples.docx({"word/vbaProject.bin": b"x"}), "macro"),
    ],
)
def test_bad_files_are_refused_with_their_name_and_reason(desk, name, content, said):
    answer = send(desk, name, content)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert said in answer.json()["detail"]
    assert answer.json()["detail"].startswith(name)
    assert not HeldFile.objects.exists()


def test_a_bomb_is_refused(desk):
    answer = send(desk, content=samples.pdf_bomb())
    assert answer.status_code == 422
    assert not HeldFile.objects.exists()


@pytest.mark.parametrize(
    "values", [{}, {"client_id": "x"}, {"client_id": "0b0e7a1c-5d0c-4b7e-9a57-000000000002"}]
)
def test_nothing_sent_gets_a_clear_answer(desk, values):
    answer = desk.post(HOLD, values)
    assert answer.status_code == 422
    assert "Chưa chọn tệp" in answer.json()["detail"]


def test_only_those_who_take_in_hold_files(desk):
    assert desk.get(HOLD).status_code == 405
    assert Client().post(HOLD).status_code == 302
    for role in ("case_officer", "inspector", "agency_admin"):
        other = Client()
        other.force_login(people.make_officer(role).account)
        assert send(other).status_code == 403


def test_a_held_file_becomes_a_paper_with_its_content(desk, officer, crate):
    held = hold(officer, samples.pdf(3))
    by = By(officer.pk, officer.memberships.get().agency_id, clock.now())
    new = NewPaper(client_id=uuid4(), subject="crate:7", name=held.name, kind="copy", part="5")
    paper = actions.add_held(held=held, paper=new, by=by)
    assert (paper.file_id, paper.file.pages, paper.part) == (held.sha256, 3, "5")
    assert actions.add_held(held=held, paper=new, by=by).pk == paper.pk
    with pytest.raises(PaperIdReused):
        actions.add_held(held=hold(officer, samples.pdf(1)), paper=new, by=by)


def test_held_files_of_others_and_old_ones_are_not_found(officer):
    now = clock.now()
    held = hold(officer, samples.pdf(), now)
    assert queries.held_by(officer.pk, [held.pk], now) == {held.pk: held}
    assert queries.held_by(officer.pk + 1, [held.pk], now) == {}
    assert queries.held_by(officer.pk, [held.pk], now + USABLE) == {}


def test_what_was_never_saved_is_forgotten_and_the_rest_stays(officer, crate):
    long_ago = clock.now() - KEEP_HELD - timedelta(hours=1)
    never, saved, shared = (samples.picture(colour=colour) for colour in ("red", "green", "blue"))
    rows = [hold(officer, content, long_ago, "x.png") for content in (never, saved, shared)]
    for row in rows:
        age(row.sha256, KEEP_HELD + timedelta(hours=1))
    by = By(officer.pk, officer.memberships.get().agency_id, clock.now())
    new = NewPaper(client_id=uuid4(), subject="crate:7", name="x.png", kind="copy")
    actions.add_held(held=rows[1], paper=new, by=by)
    young = HeldFile.objects.create(
        id=uuid4(), officer=officer, name="x.png", sha256=rows[2].sha256, size=1, media_type="image/png",
        held_at=clock.now(),
    )  # fmt: skip
    assert actions.forget_held(clock.now()) == 3
    assert list(HeldFile.objects.all()) == [young]
    assert [store.path_of(row.sha256).exists() for row in rows] == [False, True, True]
    assert actions.forget_held(clock.now()) == 0


def test_a_file_sent_again_meanwhile_stays(officer):
    held = hold(officer, samples.pdf(), clock.now() - KEEP_HELD - timedelta(hours=1))
    age(held.sha256, KEEP_HELD + timedelta(hours=1))
    actions.take_in(SimpleUploadedFile("Đơn.pdf", samples.pdf()))
    actions.forget_held(clock.now())
    assert store.path_of(held.sha256).exists()
