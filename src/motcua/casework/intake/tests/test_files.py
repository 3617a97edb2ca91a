"""Files of the rows: with the form or early, kept over errors, made papers when the page is saved."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, DossierComponent
from motcua.casework.dossiers.tests.factories import differences, make_officer, make_procedure
from motcua.casework.intake.tests.filling import address, components, file, filled, hold, text, tokens
from motcua.facilities.papers.models import HeldFile, Paper
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_procedure(papers=2)


@pytest.fixture
def rows(version):
    return components(version)


def named(dossier: Dossier, component) -> list[str]:
    """Names of the papers a dossier's row of one component points to, which count and are its own."""
    ids = DossierComponent.objects.get(dossier=dossier, component_id=component.pk).paper_ids
    living = Paper.objects.filter(pk__in=ids, subject=dossier.subject, withdrawn_at=None)
    assert living.count() == len(ids)
    return sorted(living.values_list("name", flat=True))


def test_files_come_with_the_form(clerk, office, version, rows):
    both = [file("Tờ khai.pdf", samples.pdf(2)), file("mặt sau.jpg", samples.picture("JPEG"))]
    answer = clerk.post(address(version), filled(office, version, **{f"c{rows[0].pk}_files": both}))
    assert answer.status_code == 302
    dossier = Dossier.objects.get()
    assert named(dossier, rows[0]) == ["Tờ khai.pdf", "mặt sau.jpg"]
    assert named(dossier, rows[1]) == []
    paper = Paper.objects.get(name="Tờ khai.pdf")
    assert (paper.part, paper.kind, paper.agency_id) == (str(rows[0].pk), "original", office.center.pk)
    assert differences() == []


def test_files_sent_early_are_only_named(clerk, office, version, rows):
    values = filled(office, version, papers=False, do="draft")
    token = hold(clerk, "Đơn.pdf", samples.pdf(), values["client_id"])
    clerk.post(address(version), values | {f"c{rows[1].pk}_papers": token})
    dossier = Dossier.objects.get()
    assert named(dossier, rows[1]) == ["Đơn.pdf"]
    assert dossier.components.get().kind == "original"  # a file says that the paper is there
    assert differences() == []


def test_an_error_elsewhere_loses_no_file(clerk, office, version, rows):
    field = f"c{rows[0].pk}_files"
    wrong = filled(office, version, owner_name="", **{field: file("Đơn.pdf", samples.pdf())})
    again = clerk.post(address(version), wrong)
    assert again.status_code == 422
    assert "Đơn.pdf" in text(again)
    carried = tokens(again, rows[0])
    assert len(carried) == 1
    mended = wrong | {"owner_name": "Nguyễn Thị Thử", f"c{rows[0].pk}_papers": carried}
    del mended[field]
    assert clerk.post(address(version), mended).status_code == 302
    assert named(Dossier.objects.get(), rows[0]) == ["Đơn.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Đơn.pdf", b"MZ not a paper", "Chỉ nhận tệp PDF"),
        ("Đơn.jpg", samples.pdf(), "Đuôi tên tệp không khớp"),
        ("Đơn.docx", samples.docx({"word/vbaProject.bin": b"x"}), "macro"),
        ("Đơn.pdf", samples.pdf_bomb(), "hãy"),
    ],
    ids=["unknown", "wrong name", "macros", "bomb"],
)
def test_a_bad_file_is_told_at_its_row_and_nothing_else_is_lost(
    clerk, office, version, rows, name, content, said
):
    good, bad = file("Tốt.pdf", samples.pdf()), file(name, content)
    values = filled(office, version, **{f"c{rows[0].pk}_files": [good, bad]})
    answer = clerk.post(address(version), values)
    assert answer.status_code == 422
    page = text(answer)
    row = page.split(f'data-carried="c{rows[0].pk}_papers"')[1].split("</li><li")[0]
    assert f"{name}: " in row
    assert said in row
    assert 'value="Nguyễn Thị Thử"' in page
    assert len(tokens(answer, rows[0])) == 1
    assert not Dossier.objects.exists()
    assert not Paper.objects.exists()


def test_a_quiet_button_keeps_files_too(clerk, office, version, rows):
    with_file = filled(office, version, papers=False, do="all_there", owner_name="")
    with_file |= {f"c{rows[0].pk}_files": file("Đơn.pdf", samples.pdf())}
    page = clerk.post(address(version), with_file)
    assert page.status_code == 200
    assert len(tokens(page, rows[0])) == 1
    bad = with_file | {f"c{rows[0].pk}_files": file("x.pdf", b"MZ")}
    assert "Chỉ nhận tệp PDF" in text(clerk.post(address(version), bad))


def test_a_file_is_taken_out_by_its_button(clerk, office, version, rows):
    values = filled(office, version, do="")
    kept, gone = (
        hold(clerk, name, samples.pdf(pages), values["client_id"])
        for name, pages in (("Giữ.pdf", 1), ("Bỏ.pdf", 2))
    )
    carried = {f"c{rows[0].pk}_papers": [kept, gone]}
    page = clerk.post(address(version), values | carried | {"drop": gone})
    assert "Giữ.pdf" in text(page)
    assert "Bỏ.pdf" not in text(page)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "whose", ["another officer's", "an id without signature", "a paper of another dossier"]
)
def test_nobody_attaches_what_is_not_theirs(clerk, office, version, rows, signed_in, whose):
    values = filled(office, version)
    if whose == "another officer's":
        colleague = Client()
        colleague.force_login(make_officer("Đồng Nghiệp", (office.center, "intake_officer")).account)
        token = hold(colleague, "Riêng.pdf", samples.pdf(), str(uuid4()))
    elif whose == "an id without signature":
        hold(clerk, "Riêng.pdf", samples.pdf(), str(uuid4()))
        token = str(HeldFile.objects.get().pk)
    else:
        token = _paper_of_a_draft(clerk, office, version, rows)
    before = set(Dossier.objects.values_list("pk", flat=True))
    answer = clerk.post(address(version), values | {f"c{rows[0].pk}_papers": token})
    assert answer.status_code == 422
    assert "không dùng được nữa" in text(answer)
    assert set(Dossier.objects.values_list("pk", flat=True)) == before
    assert tokens(answer, rows[0]) == []


def _paper_of_a_draft(clerk, office, version, rows) -> str:
    """The token with which the page of a draft carries its own paper."""
    field = f"c{rows[0].pk}_files"
    values = filled(office, version, do="draft", **{field: file("Riêng.pdf", samples.pdf())})
    clerk.post(address(version), values)
    page = clerk.get(reverse("intake:revise", args=[Dossier.objects.get().pk]))
    return tokens(page, rows[0])[0]


def test_the_same_page_twice_is_one_dossier_with_its_files_once(clerk, office, version, rows):
    client_id = str(uuid4())
    answers = []
    for _ in range(2):
        field = {f"c{rows[0].pk}_files": [file("Đơn.pdf", samples.pdf()), file("Đơn 2.pdf", samples.pdf())]}
        answers.append(clerk.post(address(version), filled(office, version, client_id=client_id, **field)))
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Paper.objects.count() == 1  # the same content twice in one row is one file
    assert Dossier.objects.count() == 1
    assert differences() == []


def test_one_file_may_stand_in_two_rows(clerk, office, version, rows):
    values = filled(office, version)
    token = hold(clerk, "Chung.pdf", samples.pdf(), values["client_id"])
    clerk.post(address(version), values | {f"c{row.pk}_papers": token for row in rows})
    dossier = Dossier.objects.get()
    assert [named(dossier, row) for row in rows] == [["Chung.pdf"], ["Chung.pdf"]]


def test_a_draft_keeps_adds_and_withdraws(clerk, office, version, rows):
    field = f"c{rows[0].pk}_files"
    two = [file("Một.pdf", samples.pdf(1)), file("Hai.pdf", samples.pdf(2))]
    clerk.post(address(version), filled(office, version, do="draft", **{field: two}))
    dossier = Dossier.objects.get()
    revise = reverse("intake:revise", args=[dossier.pk])
    page = clerk.get(revise)
    assert "Một.pdf" in text(page)
    assert "Hai.pdf" in text(page)
    carried = tokens(page, rows[0])[:1]
    values = filled(
        office, version, **{f"c{rows[0].pk}_papers": carried, field: file("Ba.pdf", samples.pdf(3))}
    )
    assert clerk.post(revise, values)["Location"].endswith("?print=01")
    assert len(named(dossier, rows[0])) == 2
    assert "Ba.pdf" in named(dossier, rows[0])
    assert Paper.objects.filter(withdrawn_at=None).count() == 2
    assert Paper.objects.exclude(withdrawn_at=None).get().withdrawal_reason == "mistaken"
    assert differences() == []


def test_a_paper_that_does_not_apply_has_no_file(clerk, office, version, rows):
    pk = rows[0].pk
    values = filled(office, version, **{f"c{pk}_kind": "not_applicable", f"c{pk}_reason": "Không có"})
    answer = clerk.post(address(version), values | {f"c{pk}_files": file("Đơn.pdf", samples.pdf())})
    assert answer.status_code == 422
    assert "không kèm tệp" in text(answer)


def test_files_held_too_long_are_asked_for_again(clerk, office, version, rows):
    values = filled(office, version)
    token = hold(clerk, "Đơn.pdf", samples.pdf(), values["client_id"])
    HeldFile.objects.all().delete()
    answer = clerk.post(address(version), values | {f"c{rows[0].pk}_papers": token})
    assert answer.status_code == 422
    assert "chọn lại tệp" in text(answer)
