"""Spreadsheets hold the figures of the page, as numbers, and texts as texts."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import translation
from lxml import etree

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.tests import factories
from motcua.directory.agencies.tests.factories import sign_in
from motcua.insight.statistics import sheets
from motcua.insight.statistics.queries import FeeLine, SectorLine
from motcua.insight.statistics.rules import Period, Settlement
from motcua.kernel import clock

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def cells(content):
    """Cell name to value: numbers as numbers, shared strings as text; formulas would raise."""
    with ZipFile(BytesIO(content)) as book:
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(si.itertext()) for si in shared.iter(f"{MAIN}si")]
    found = {}
    for cell in sheet.iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None, "a formula"
        value = cell.findtext(f"{MAIN}v")
        if value is not None:
            found[cell.get("r")] = texts[int(value)] if cell.get("t") == "s" else float(value)
    return found


def made(lines):
    return cells(sheets.report_06a(lines, place="UBND xã Mẫu", period=OCTOBER, made_at=factories.MONDAY))


def test_the_columns_of_06a():
    one = Settlement(online=1, direct=2, carried=3, early=1, on_time=1, overdue=1, in_time=2, late=1)
    two = Settlement(online=10, in_time=10)
    found = made([SectorLine("Hộ tịch", one), SectorLine("", two)])
    heads = [found[f"{column}8"] for column in "ABCDEFGHIJKLM"]
    assert heads == [f"({number})" for number in range(1, 14)]
    assert (found["A2"], found["B9"], found["B10"], found["B11"]) == (
        "UBND xã Mẫu",
        "Hộ tịch",
        "Chưa phân lĩnh vực",
        "Tổng cộng",
    )
    assert [found[f"{column}9"] for column in "CDEFGHIJKLM"] == [6, 1, 2, 3, 3, 1, 1, 1, 3, 2, 1]
    assert [found[f"{column}11"] for column in "CDEFGHIJKLM"] == [16, 11, 2, 3, 3, 1, 1, 1, 13, 12, 1]
    assert "01/10/2026" in found["A3"]


def test_the_form_of_the_law_is_vietnamese_whoever_asks():
    with translation.override("en"):
        found = made([])
        assert translation.get_language() == "en"
    assert found["B5"] == "Lĩnh vực giải quyết"
    assert found["B9"] == "Tổng cộng"


def test_names_that_look_like_formulas_stay_names():
    name = '=HYPERLINK("http://example.test","x")'
    assert made([SectorLine(name, Settlement())])["B9"] == name
    line = FeeLine(factories.MONDAY, "=1+1", "@SUM(A1)", "charge", 8000)
    found = cells(sheets.fees_of_day([line], place="+1", day=date(2026, 10, 5)))
    assert (found["C6"], found["D6"], found["A2"]) == ("=1+1", "@SUM(A1)", "+1")


def test_fees_of_a_day_add_up():
    lines = [
        FeeLine(factories.MONDAY, "H27-1", "Khai sinh", "charge", 8_000),
        FeeLine(factories.MONDAY + timedelta(hours=1), "H27-2", "Chứng thực", "fee", 2_000),
        FeeLine(factories.MONDAY + timedelta(hours=2), "H27-3", "Chứng thực", "fee", 4_000),
    ]
    found = cells(sheets.fees_of_day(lines, place="Một cửa", day=date(2026, 10, 5)))
    assert (found["B6"], found["C6"], found["E6"], found["F6"]) == ("09:00", "H27-1", "Lệ phí", 8000)
    assert [(found[f"A{row}"], found[f"F{row}"]) for row in (9, 10, 11)] == [
        ("Phí", 6000),
        ("Lệ phí", 8000),
        ("Tổng cộng", 14000),
    ]


@pytest.mark.django_db
def test_downloads(client):
    office, at = factories.make_office("Mẫu"), clock.now()
    draft = factories.make_draft(office, at)
    fee = FeeEntry(fee_id=None, kind="charge", amount_vnd=8_000)
    dossier = actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", at), fees=(fee,))
    sign_in(client, office.officers["approver"])
    answer = client.get(reverse("statistics:report_sheet") + f"?span=day&agency={office.committee.pk}")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert f"bieu-06a-{office.committee.code}-" in answer.headers["Content-Disposition"]
    found = cells(answer.content)
    assert (found["A2"], found["C9"], found["E9"]) == (office.committee.name, 1, 1)
    sign_in(client, office.officers["intake_officer"])
    found = cells(client.get(reverse("statistics:fees_sheet")).content)
    assert (found["A2"], found["C6"], found["F6"]) == (office.center.name, dossier.code, 8000)
