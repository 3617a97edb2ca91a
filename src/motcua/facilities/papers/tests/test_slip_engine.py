"""The engine by itself, with a form of two lines."""

from __future__ import annotations

import dataclasses
import io
import re
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from motcua.facilities.papers import codes
from motcua.facilities.papers.slips import (
    NoTemplate,
    SlipTemplate,
    TemplateChanged,
    fingerprint,
    in_force,
    render,
)

AT = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # already the 21st in Viet Nam
FORM = """#let data = json(bytes(sys.inputs.data))
#set document(title: "Thử", date: datetime(year: data.dated.at(0), month: data.dated.at(1), day: data.dated.at(2)))
#set text(font: "Noto Serif")
#data.said
"""


@pytest.fixture
def template(tmp_path) -> SlipTemplate:
    path = tmp_path / "form.typ"
    path.write_text(FORM)
    draft = SlipTemplate("99", "A4", 1, date(2026, 1, 1), path, (), "")
    return dataclasses.replace(draft, sha256=fingerprint(draft))


def text_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().strip()


def test_date_of_the_document_is_viet_nams(template):
    with pikepdf.open(io.BytesIO(render(template, {"said": "Xin chào"}, dated=AT))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261121")


def test_a_changed_form_is_refused(template):
    template.path.write_text(FORM + "Thêm một dòng.\n")
    with pytest.raises(TemplateChanged, match="99/A4/1"):
        render(template, {"said": "x"}, dated=AT)


def test_signs_no_font_has_do_not_stop_the_print(template):
    pdf = render(template, {"said": "Cảm ơn 😀 漢"}, dated=AT)
    assert text_of(pdf).startswith("Cảm ơn")


def test_invisible_signs_are_left_out(template):
    assert text_of(render(template, {"said": "a\x00b\u200b\x1fc\ud800"}, dated=AT)) == "abc"


def test_version_in_force(template):
    later = dataclasses.replace(template, version=2, valid_from=date(2026, 7, 1))
    both = (later, template)
    assert in_force(both, number="99", variant="A4", on=date(2026, 6, 30)) is template
    assert in_force(both, number="99", variant="A4", on=date(2026, 7, 1)) is later
    with pytest.raises(NoTemplate):
        in_force(both, number="99", variant="A4", on=date(2025, 12, 31))
    with pytest.raises(NoTemplate):
        in_force(both, number="99", variant="A5", on=date(2026, 7, 1))


def test_bars_are_wide_enough_to_be_scanned():
    svg, width = codes.code128_svg("261120000123")
    modules = int(svg.split('viewBox="0 0 ')[1].split()[0])
    assert width / modules >= 0.25
    assert svg.startswith("<svg")


def read_back(digits: str) -> str:
    """What a scanner makes of the bars, drawn four dots to the module."""
    svg, _ = codes.code128_svg(digits)
    modules = int(svg.split('viewBox="0 0 ')[1].split()[0])
    picture = Image.new("L", (modules * 4, 80), 255)
    for at, run in re.findall(r"M(\d+) 0h(\d+)v", svg):
        picture.paste(0, (int(at) * 4, 10, (int(at) + int(run)) * 4, 70))
    return zxingcpp.read_barcode(picture).text


def test_every_first_pair_of_digits_is_read_back():
    for pair in range(100):
        digits = f"{pair:02d}6993265650"
        assert read_back(digits) == digits
    assert read_back("9969932656509") == "9969932656509"
