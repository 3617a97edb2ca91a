from __future__ import annotations

import errno
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from motcua.directory.applicants.tests import people
from motcua.facilities.papers import actions
from motcua.facilities.papers.models import Paper
from motcua.facilities.papers.tests.conftest import SUBJECT
from motcua.kernel import clock
from motcua.kernel.files import apart, store
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db
ADD = "/desk/papers/"


def upload(*files: tuple[str, bytes], **changes) -> dict:
    values = {"client_id": str(uuid4()), "subject": SUBJECT, "part": "", "kind": "original"}
    return values | changes | {"files": [SimpleUploadedFile(name, content) for name, content in files]}


def messages_after(answer) -> list[str]:
    return [str(message) for message in answer.wsgi_request._messages._queued_messages]


@pytest.fixture
def paper(officer):
    return make_paper(officer, "Đơn.pdf", samples.pdf(2))


def make_paper(officer, name: str, content: bytes, subject: str = SUBJECT) -> Paper:
    by = actions.By(officer.pk, officer.memberships.get().agency_id, clock.now())
    file = actions.take_in(SimpleUploadedFile(name, content))
    new = actions.NewPaper(client_id=uuid4(), subject=subject, name=name, kind="copy")
    return actions.add_paper(paper=new, file=file, by=by)


def test_several_files_at_once(desk, crate, officer):
    answer = desk.post(ADD, upload(("Đơn.pdf", samples.pdf()), ("ảnh.jpg", samples.picture("JPEG"))))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/crates/7")
    assert {(paper.name, paper.uploaded_by_id) for paper in Paper.objects.all()} == {
        ("Đơn.pdf", officer.pk), ("ảnh.jpg", officer.pk),
    }  # fmt: skip
    assert messages_after(answer) == ["Đã thêm 2 giấy tờ."]


def test_the_same_form_twice_adds_once(desk, crate):
    client_id = str(uuid4())
    for _ in range(2):
        desk.post(ADD, upload(("Đơn.pdf", samples.pdf()), client_id=client_id))
    assert Paper.objects.count() == 1


def test_bad_files_are_named_with_their_reason_and_good_ones_kept(desk, crate):
    answer = desk.post(ADD, upload(("virus.pdf", b"MZ"), ("tốt.png", samples.picture())))
    assert [paper.name for paper in Paper.objects.all()] == ["tốt.png"]
    refused, added = messages_after(answer)
    assert refused.startswith("virus.pdf: Chỉ nhận tệp PDF")
    assert added == "Đã thêm 1 giấy tờ."


def test_full_disk_is_said(desk, crate, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", refuse)
    answer = desk.post(ADD, upload(("Đơn.pdf", samples.pdf())))
    assert "Chưa lưu được tệp" in messages_after(answer)[0]
    assert Paper.objects.count() == 0


def test_no_file_chosen(desk, crate):
    assert messages_after(desk.post(ADD, upload())) == ["Chưa chọn tệp nào."]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"client_id": "x"}, 400),
        ({"client_id": "\x00"}, 400),
        ({"subject": "crate:7\n"}, 400),
        ({"subject": "crate:' OR 1=1"}, 400),
        ({"kind": "forged"}, 400),
        ({"part": "p" * 41}, 400),
        ({"subject": "crate:8"}, 404),
        ({"subject": "dossier:7"}, 404),
    ],
)
def test_bad_forms_and_other_peoples_subjects(desk, crate, changes, status):
    assert desk.post(ADD, upload(("Đơn.pdf", samples.pdf()), **changes)).status_code == status
    assert Paper.objects.count() == 0


def test_nobody_sees_papers_of_an_app_that_says_nothing(desk, officer):
    paper = make_paper(officer, "a.pdf", samples.pdf(), subject="unknown:1")
    for door in ("show", "original", "thumbnail"):
        assert desk.get(reverse(f"papers:{door}", args=[paper.pk])).status_code == 404


def test_only_readers_see_and_every_look_is_told(desk, crate, officer, paper):
    shut = make_paper(officer, "a.pdf", samples.pdf(), subject="crate:10")
    assert desk.get(reverse("papers:original", args=[shut.pk])).status_code == 404
    seen = desk.get(reverse("papers:original", args=[paper.pk]))
    assert b"".join(seen.streaming_content) == samples.pdf(2)
    assert desk.get(reverse("papers:show", args=[uuid4()])).status_code == 404
    assert crate[-1] == f"original:{paper.pk}"


def test_strangers_are_sent_to_sign_in(client, crate, paper):
    assert client.get(reverse("papers:original", args=[paper.pk])).status_code == 302
    assert client.post(ADD, upload()).status_code == 302


def test_readers_who_may_not_add_may_not_withdraw(client, crate, paper):
    client.force_login(people.make_officer("inspector").account)
    page = client.get(reverse("papers:show", args=[paper.pk]))
    assert page.status_code == 200
    assert "Bỏ giấy tờ" not in page.content.decode()
    assert client.post(reverse("papers:withdraw", args=[paper.pk]), {"reason": "mistaken"}).status_code == 404
    assert not Paper.objects.get().is_withdrawn


def test_withdrawn_by_form(desk, crate, paper):
    where = reverse("papers:withdraw", args=[paper.pk])
    assert desk.get(where).status_code == 405
    assert desk.post(where, {"reason": "nonsense"}).status_code == 400
    assert desk.post(where, {"reason": "replaced"})["Location"] == "/desk/crates/7"
    assert "tải" not in messages_after(desk.post(where, {"reason": "replaced"}))[0]
    page = desk.get(reverse("papers:show", args=[paper.pk])).content.decode()
    assert "Đã có bản khác thay thế" in page


@pytest.mark.parametrize(
    ("name", "content", "media_type", "how"),
    [
        ("Đơn.pdf", samples.pdf(), "application/pdf", "inline"),
        ("ảnh.png", samples.picture(), "image/png", "inline"),
        ("ảnh.jpg", samples.picture("JPEG"), "image/jpeg", "inline"),
        ("Tờ khai.docx", samples.docx(), "application/vnd.openxmlformats", "attachment"),
    ],
)
def test_originals_come_unchanged_and_harmless(desk, crate, officer, name, content, media_type, how):
    paper = make_paper(officer, name, content)
    answer = desk.get(reverse("papers:original", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"].startswith(media_type)
    assert answer["Content-Disposition"].startswith(how + ";")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Security-Policy"].endswith("; sandbox")
    assert "no-store" in answer["Cache-Control"]


def test_a_file_changed_on_disk_is_not_shown(desk, crate, paper):
    place = store.path_of(paper.file_id)
    place.chmod(0o600)
    place.write_bytes(samples.pdf())
    for door in ("original", "thumbnail"):
        answer = desk.get(reverse(f"papers:{door}", args=[paper.pk]))
        assert answer.status_code == 503
        assert "khôi phục" in answer.content.decode()
    place.unlink()
    assert desk.get(reverse("papers:original", args=[paper.pk])).status_code == 503


def test_pages_are_drawn_once(desk, crate, paper, monkeypatch):
    where = reverse("papers:page", args=[paper.pk, 2])
    first = desk.get(where)
    assert first["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(first.content)).width == 1240
    monkeypatch.setattr(apart, "run", lambda *_: pytest.fail("drawn again"))
    assert desk.get(where).content == first.content
    for number in (0, 3, 999999999999):
        assert desk.get(reverse("papers:page", args=[paper.pk, number])).status_code == 404


def test_pictures_are_turned_and_lose_their_metadata(desk, crate, officer):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "Máy của Lan"
    Image.new("RGB", (400, 200), "red").save(out, "JPEG", exif=exif)
    paper = make_paper(officer, "a.jpg", out.getvalue())
    answer = desk.get(reverse("papers:thumbnail", args=[paper.pk]))
    drawn = Image.open(io.BytesIO(answer.content))
    assert (drawn.format, drawn.width < drawn.height) == ("JPEG", True)
    assert not drawn.getexif()


def test_transparent_pictures_stand_on_white(desk, crate, officer):
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    paper = make_paper(officer, "a.png", out.getvalue())
    answer = desk.get(reverse("papers:thumbnail", args=[paper.pk]))
    assert min(Image.open(io.BytesIO(answer.content)).convert("L").getextrema()) > 250


def test_word_has_no_pages(desk, crate, officer):
    paper = make_paper(officer, "a.docx", samples.docx())
    assert desk.get(reverse("papers:thumbnail", args=[paper.pk])).status_code == 404
    assert "không xem trước được" in desk.get(reverse("papers:show", args=[paper.pk])).content.decode()


def test_a_page_that_cannot_be_drawn_is_not_an_error_of_ours(desk, crate, paper, monkeypatch):
    def crash(*_: str) -> bytes:
        raise apart.WentWrong

    monkeypatch.setattr(apart, "run", crash)
    assert desk.get(reverse("papers:thumbnail", args=[paper.pk])).status_code == 404


def test_page_shows_every_page(desk, crate, paper):
    page = desk.get(reverse("papers:show", args=[paper.pk])).content.decode()
    assert page.count("<img") == 2
    assert 'alt="Trang 2/2"' in page
    assert "Bỏ giấy tờ" in page


def test_tags_for_pages_of_upper_apps(rf, crate, officer):
    make_paper(officer, "<b>tên<b>.pdf", samples.pdf())
    template = Template('{% load papers %}{% paper_list "crate:7" %}{% paper_upload "crate:7" part="3" %}')
    html = template.render(Context({"csrf_token": "x"}))
    assert "b tên" in html
    assert "<b>tên" not in html
    for said in (
        'enctype="multipart/form-data"',
        "multiple",
        'capture="environment"',
        'value="crate:7"',
        'value="3"',
    ):
        assert said in html
