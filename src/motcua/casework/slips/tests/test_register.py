"""The register of a one-stop: what it holds, for whom, as PDF and as a spreadsheet read back."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import datetime, timedelta

import pypdfium2
import pytest
from django.urls import reverse
from lxml import etree

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import MONDAY, advance, make_accepted, make_draft, make_office
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry
from motcua.casework.slips import register, register_files
from motcua.casework.slips.data import Head
from motcua.casework.slips.desk import registers as doors
from motcua.casework.slips.register import RegisterLine
from motcua.casework.slips.register_files import HEADINGS, Register
from motcua.casework.slips.tests.reading_back import text_of
from motcua.directory.agencies.choices import Role
from motcua.facilities.papers.printed_forms import form_in_force

DAY = MONDAY.date()
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_of(content: bytes) -> list[list[str]]:
    """Rows of the only sheet, as a spreadsheet program reads them; a formula would stand out."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        shared = "xl/sharedStrings.xml" in book.namelist()
        strings = etree.fromstring(book.read("xl/sharedStrings.xml")) if shared else []
    known = ["".join(t.text or "" for t in item.iter(f"{_CELL}t")) for item in strings]
    assert root.find(f".//{_CELL}f") is None
    rows = []
    for row in root.iter(f"{_CELL}row"):
        said = []
        for cell in row:
            value = cell.find(f"{_CELL}v")
            if cell.get("t") == "s" and value is not None:
                said.append(known[int(value.text or "0")])
            else:
                said.append("".join(t.text or "" for t in cell.iter(f"{_CELL}t")))
        rows.append(said)
    return rows


def fetched(browser, kind: str, **asked: object):
    return browser.get(reverse("slips:register_file", args=[kind]), asked)


def days(first: datetime = MONDAY, last: datetime = MONDAY) -> dict[str, str]:
    return {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}


def test_a_line_tells_the_whole_way(office, monday):
    dossier = make_accepted(office)
    advance(office, dossier, "approve", MONDAY + timedelta(hours=1))
    (line,) = register.lines(office.center.pk, DAY, DAY)
    assert (line.code, line.applicant, line.accepted_at) == (dossier.code, "Nguyễn Văn Thử", MONDAY)
    assert line.passed_at == MONDAY + timedelta(hours=1)
    assert line.contact == "Thôn 1, 0912000001"
    assert line.agency == office.committee.name
    assert line.delivered_at is None


def test_it_holds_what_this_one_stop_accepted_in_these_days(office, monday):
    other = make_office("Khác")
    make_draft(office)
    make_accepted(other)
    mine = [make_accepted(office, MONDAY + timedelta(days=n)) for n in range(3)]
    held = [line.code for line in register.lines(office.center.pk, DAY, DAY + timedelta(days=1))]
    assert held == [dossier.code for dossier in mine[:2]]
    assert register.count(office.center.pk, DAY, DAY + timedelta(days=1)) == 2


def test_the_ends_of_a_day_are_viet_nams(office, monday):
    late = datetime.fromisoformat("2026-10-05T16:59:59+00:00")
    make_accepted(office, late)
    make_accepted(office, late + timedelta(seconds=1))
    assert register.count(office.center.pk, DAY, DAY) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"status": "stopped"}, "Dừng giải quyết"),
        ({"is_extended": True, "status": "supplement"}, "Chờ bổ sung; Đã gia hạn"),
        ({"resolved_at": MONDAY + timedelta(days=9)}, "Quá hạn"),
        ({"resolved_at": MONDAY}, ""),
    ],
)
def test_what_is_out_of_the_ordinary_is_noted(changes, said):
    row = {
        "status": "processing",
        "is_extended": False,
        "resolved_at": None,
        "due_at": MONDAY + timedelta(days=5),
    }
    assert register.note(row | changes) == said


def test_both_files_say_the_same(office, signed_in):
    owner = Parties(PartyData(name='=HYPERLINK("x")', phone="0912000001", address="+84 *đậm* #let"))
    dossier = make_accepted(office, parties=owner)
    browser = signed_in("intake_officer")
    rows = sheet_of(fetched(browser, "xlsx", **days()).content)
    assert rows[0][0] == office.center.name
    assert [*HEADINGS] in rows
    line = next(row for row in rows if dossier.code in row)
    assert line[4] == '=HYPERLINK("x")'
    assert line[5] == "+84 *đậm* #let, 0912000001"
    assert line[7] == "09:00 05/10/2026"
    text = text_of(fetched(browser, "pdf", **days()).content)
    for said in (
        "SỔ THEO DÕI HỒ SƠ",
        "Từ ngày 05/10/2026 đến ngày 05/10/2026",
        '=HYPERLINK("x")',
        "+84 *đậm* #let",
    ):
        assert said in text
    assert dossier.code in text


def test_a_fetch_is_in_the_access_log(office, signed_in):
    make_accepted(office)
    fetched(signed_in("intake_officer"), "xlsx", **days())
    reading.flush()
    entry = AccessEntry.objects.get(what__startswith="register")
    assert (entry.what, entry.officer_id) == (
        f"register.xlsx:{office.center.pk}",
        office.officers["intake_officer"].pk,
    )


def made_up(number: int) -> list[RegisterLine]:
    return [
        RegisterLine(
            code=f"H27.15.02-2610{n % 28 + 1:02}-{n:04}", procedure="Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
            applicant=f"Nguyễn Thị Thử Nghiệm {n}", contact=f"Thôn {n % 12}, xã Thử Nghiệm, 0912{n:06}",
            agency="UBND xã Thử Nghiệm", accepted_at=MONDAY, due_at=MONDAY + timedelta(days=n % 20),
            passed_at=MONDAY, resolved_at=None, delivered_at=None, delivery="Trực tiếp", note="",
        )
        for n in range(number)
    ]  # fmt: skip


@pytest.fixture
def about() -> Register:
    return Register(
        head=Head(agency="Một cửa Thử", parent="UBND xã Thử"), first=DAY, last=DAY, made_at=MONDAY
    )


def test_pieces_of_a_long_register_are_one(db, about, monkeypatch):
    monkeypatch.setattr(register_files, "ROWS_OF_A_PIECE", 30)
    pdf = register_files.as_pdf(about, iter(made_up(75)), form_in_force("07", MONDAY, None))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    assert all(f"Trang {number}" in page for number, page in enumerate(pages, start=1))
    assert sum("SỔ THEO DÕI" in page for page in pages) == 1
    assert sum("NGƯỜI LẬP SỔ" in page for page in pages) == 1
    assert "NGƯỜI LẬP SỔ" in pages[-1]
    assert all(line.code in "".join(pages) for line in made_up(75))


def test_an_empty_register_is_a_page(db, about):
    pdf = register_files.as_pdf(about, iter([]), form_in_force("07", MONDAY, None))
    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_the_longest_code_stands_on_one_line(db, about):
    (line,) = made_up(1)
    long = dataclasses.replace(line, code="000.00.15.H27-261120-10037")
    pdf = register_files.as_pdf(about, [long], form_in_force("07", MONDAY, None))
    assert long.code in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


@pytest.mark.slow
def test_a_register_of_five_thousand_lines_holds_them_all(db, about):
    rows = made_up(5000)
    pages = pypdfium2.PdfDocument(register_files.as_pdf(about, rows, form_in_force("07", MONDAY, None)))
    told = "".join(page.get_textpage().get_text_range() for page in pages)
    assert all(line.code in told for line in rows)
    assert len(sheet_of(register_files.as_xlsx(about, rows))) >= len(rows)


def test_too_long_a_register_is_not_printed(office, signed_in, monkeypatch):
    monkeypatch.setattr(doors, "MOST_PRINTED", 1)
    for _ in range(2):
        make_accepted(office)
    browser = signed_in("intake_officer")
    assert fetched(browser, "pdf", **days()).status_code == 403
    assert fetched(browser, "xlsx", **days()).status_code == 200
    page = browser.get(reverse("slips:registers"), days()).content.decode()
    assert "Sổ quá dài" in page
    assert "so-theo-doi.pdf" not in page


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_who_keeps_the_register(client, office, signed_in, who):
    make_accepted(office)
    browser = client if who == "anonymous" else signed_in(who)
    may = who in ("intake_officer", "inspector", "agency_admin")
    for door in (
        reverse("slips:registers"),
        *(reverse("slips:register_file", args=[k]) for k in ("pdf", "xlsx")),
    ):
        answer = browser.get(door, days())
        assert answer.status_code == (302 if who == "anonymous" else 200 if may else 403), door


def test_nobody_keeps_the_register_of_another_office(office, signed_in):
    other = make_office("Khác")
    for role in ("intake_officer", "inspector", "agency_admin"):
        asked = days() | {"agency": other.center.pk}
        assert signed_in(role).get(reverse("slips:registers"), asked).status_code == 422
        assert fetched(signed_in(role), "xlsx", **asked).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [{"first": "x"}, {"first": "06/10/2026"}, {"first": "01/01/2020"}, {"agency": "x"}, {"agency": "9" * 30}, {"last": ""}],
)  # fmt: skip
def test_what_was_asked_wrongly_lists_nothing(office, signed_in, asked):
    browser = signed_in("intake_officer")
    assert browser.get(reverse("slips:registers"), days() | asked).status_code == 422
    assert fetched(browser, "pdf", **(days() | asked)).status_code == 404


def test_an_undone_acceptance_is_in_no_register(office, monday):
    dossier = make_accepted(office)
    dossiers.undo_acceptance(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), reason="Nhầm")
    assert not list(register.lines(office.center.pk, DAY, DAY))
