"""Printed slips are read back: by eye's text, by the machine's codes, byte for byte."""

from __future__ import annotations

import io
import unicodedata
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.slips import printing, wording
from motcua.casework.slips.data import ComponentLine, FeeLine, Head, Party
from motcua.casework.slips.standard import TEMPLATES
from motcua.casework.slips.tests import samples
from motcua.casework.slips.tests.reading_back import codes_on, text_of
from motcua.facilities.papers import published
from motcua.facilities.papers.printed_forms import form_named
from motcua.facilities.papers.slips import NoTemplate, fingerprint, in_force

SLIPS = {
    "receipt": lambda: printing.render_receipt(samples.receipt()),
    "thermal receipt": lambda: printing.render_receipt(samples.receipt(), variant="80mm"),
    "long receipt": lambda: printing.render_receipt(samples.long_receipt()),
    "long thermal receipt": lambda: printing.render_receipt(samples.long_receipt(), variant="80mm"),
    "supplement": lambda: printing.render_supplement(samples.supplement()),
    "rejection": lambda: printing.render_rejection(samples.rejection()),
    "apology": lambda: printing.render_apology(samples.apology()),
    "control slip": lambda: printing.render_control_slip(samples.control_slip(17)),
    "transfer slip": lambda: printing.render_transfer(samples.transfer()),
    "stop notice": lambda: printing.render_stop_notice(samples.stop_notice()),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_published_files_are_frozen(template):
    assert fingerprint(template) == template.sha256


def test_names_of_templates_are_unique_and_found_again():
    assert len({template.name for template in TEMPLATES}) == len(TEMPLATES)
    for template in TEMPLATES:
        assert published.named(template.name) is template
    with pytest.raises(NoTemplate):
        published.named("01/A5/99")


@pytest.mark.parametrize("slip", SLIPS)
def test_same_data_same_bytes(slip):
    assert SLIPS[slip]() == SLIPS[slip]()


@pytest.mark.parametrize("slip", SLIPS)
def test_text_is_composed_and_complete(slip):
    text = text_of(SLIPS[slip]())
    assert unicodedata.is_normalized("NFC", text)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text


@pytest.mark.parametrize("slip", SLIPS)
def test_is_an_archivable_pdf_with_its_fonts(slip):
    with pikepdf.open(io.BytesIO(SLIPS[slip]())) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.Lang == "vi"
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert any(key.startswith("/FontFile") for key in font.DescendantFonts[0].FontDescriptor)


@pytest.mark.parametrize(
    ("slip", "data"),
    [
        ("receipt", samples.receipt()),
        ("thermal receipt", samples.receipt()),
        ("long receipt", samples.long_receipt()),
        ("long thermal receipt", samples.long_receipt()),
        ("supplement", samples.supplement()),
        ("apology", samples.apology()),
    ],
)
def test_both_codes_read_at_200_dpi(slip, data):
    codes = codes_on(SLIPS[slip]())
    assert ("Code128", data.codes.barcode) in codes
    assert data.codes.qr_url in {text for _kind, text in codes}


@pytest.mark.parametrize("slip", ["rejection", "control slip", "transfer slip", "stop notice"])
def test_barcode_alone_where_there_is_no_qr(slip):
    barcode = "261120000124" if slip == "rejection" else samples.CODES.barcode
    assert {text for _kind, text in codes_on(SLIPS[slip]())} == {barcode}


def test_receipt_says_what_the_law_asks_for():
    text = text_of(SLIPS["receipt"]())
    for said in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: H27.15.02-261120-0001",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Thử Nghiệm", "Người nộp: Trần Văn Thử Nghiệm",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh", "1. Thành phần hồ sơ nộp gồm:",
        "2. Số lượng hồ sơ: 01 bộ", "3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 37 phút, ngày 20/11/2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 37 phút, ngày 27/11/2026",
        "Lệ phí hộ tịch: không thu; Phí cấp bản sao: 16.000 đồng (chưa nộp)",
        "Thành Sen, ngày 20 tháng 11 năm 2026", "4827", "Lê Thị Ví Dụ",
    ):  # fmt: skip
        assert said in text


def test_an_ordinary_receipt_is_one_sheet_a_leaf():
    pdf = SLIPS["receipt"]()
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert "Trang" not in text_of(pdf)


def test_pages_of_each_leaf_are_counted_by_themselves():
    document = pypdfium2.PdfDocument(SLIPS["long receipt"]())
    feet = [page.get_textpage().get_text_range() for page in document]
    assert ["Trang 1/2" in foot for foot in feet] == [True, False, True, False]
    assert ["Trang 2/2" in foot for foot in feet] == [False, True, False, True]


def test_the_filed_leaf_keeps_no_secret():
    document = pypdfium2.PdfDocument(SLIPS["receipt"]())
    assert "4827" in document[0].get_textpage().get_text_range()
    assert "4827" not in document[1].get_textpage().get_text_range()
    assert codes_on(SLIPS["receipt"](), page=1) == {("Code128", samples.CODES.barcode)}


def test_thermal_receipt_is_one_strip_of_80_mm():
    document = pypdfium2.PdfDocument(SLIPS["long thermal receipt"]())
    assert len(document) == 1
    assert document[0].get_width() == pytest.approx(80 / 25.4 * 72, abs=0.1)


@pytest.mark.parametrize("variant", ["A5", "80mm"])
def test_address_to_type_is_short_and_whole(variant):
    given = samples.receipt(contact=samples.Contact(lookup_address="https://motcua.example.vn/tra-cuu/"))
    text = text_of(printing.render_receipt(given, variant=variant))
    assert "motcua.example.vn/tra-cuu" in text
    assert "https" not in text


def test_reprint_is_marked():
    assert "in lại lần 3" in text_of(printing.render_receipt(samples.receipt(reprint=3)))


def test_empty_facts_leave_no_empty_lines():
    plain = samples.receipt(
        owner=Party(name="Bùi Văn Ví Dụ"), submitter="Bùi Văn Ví Dụ", fees=(), pin="", delivery=""
    )
    text = text_of(printing.render_receipt(plain))
    for label in ("Địa chỉ", "Số điện thoại", "Số định danh", "Người nộp:", "7. Phí", "6. Nhận"):
        assert label not in text


def test_supplement_before_and_after_acceptance():
    assert "thời hạn giải quyết được tính lại từ đầu" in text_of(SLIPS["supplement"]())
    before = text_of(printing.render_supplement(samples.supplement(restarts_clock=False, request_number=2)))
    assert "tính lại" not in before
    assert "Yêu cầu lần thứ 2" in before


def test_supplement_of_points_alone_has_no_empty_column():
    items = (samples.SupplementItem(name="Nộp bản chính giấy chứng sinh", what=""),)
    text = text_of(printing.render_supplement(samples.supplement(items=items)))
    assert "Cần bổ sung, sửa như thế nào" not in text
    assert "Nộp bản chính giấy chứng sinh" in text


def test_apology_speaks_of_the_code_only_where_it_stands():
    without = samples.Codes(code=samples.CODES.code, barcode=samples.CODES.barcode)
    text = text_of(printing.render_apology(samples.apology(codes=without)))
    assert "mã QR" not in text
    assert "Ông/Bà có thể liên hệ" in text


def test_apology_with_and_without_extension():
    with_date = text_of(SLIPS["apology"]())
    assert "ĐỀ NGHỊ GIA HẠN" in with_date
    assert "08 giờ 37 phút, ngày 02/12/2026" in with_date
    alone = text_of(printing.render_apology(samples.apology(new_due_at=None)))
    assert "gia hạn" not in alone.lower()
    assert "thành thật xin lỗi" in alone


def test_control_slip_lists_every_handover():
    text = text_of(printing.render_control_slip(samples.control_slip(17)))
    assert text.count("Giao:") == 18  # and one line left to fill in by hand
    assert {"Trước hạn", "Đúng hạn", "Quá hạn"} <= {
        " ".join(pair) for pair in zip(text.split(), text.split()[1:], strict=False)
    }
    assert "23 giờ 37 phút" in text
    assert "Trang 3/3" in text


def test_transfer_slip_gives_the_task_and_its_time():
    text = text_of(SLIPS["transfer slip"]())
    assert "Việc đề nghị thực hiện: Thẩm định hồ sơ" in text
    assert "Thời hạn thực hiện: 08 giờ 37 phút, ngày 25/11/2026" in text
    assert "Cơ quan nhận: Phòng Văn hóa - Xã hội" in text
    untimed = text_of(printing.render_transfer(samples.transfer(task_due_at=None)))
    assert "Thời hạn thực hiện" not in untimed


@pytest.mark.parametrize(
    ("refunds", "had_fee", "said"),
    [
        (True, True, "được hoàn trả; mời"),
        (False, True, "không được hoàn trả"),
        (False, False, "không có khoản phí"),
    ],
)
def test_stop_notice_says_what_becomes_of_the_fee(refunds, had_fee, said):
    text = text_of(printing.render_stop_notice(samples.stop_notice(refunds_fee=refunds, had_fee=had_fee)))
    assert said in text
    for line in (
        "DỪNG GIẢI QUYẾT HỒ SƠ",
        "ông/bà đã yêu cầu rút hồ sơ",
        "đã nộp ở nơi khác.",
        "Thẩm định hồ sơ",
    ):
        assert line in text


def test_first_version_is_still_printed_for_what_remembers_it():
    old = printing.render_receipt(samples.receipt(), form_named("01/A5/1"))
    assert text_of(old) == text_of(SLIPS["receipt"]())
    with pytest.raises(NoTemplate):
        form_named("01/A5/9")


def test_names_are_never_markup():
    wicked = '#panic("x") *đậm* $x^2$ <nhãn> @ai \\ `mã` #read("/etc/passwd") // chú thích'
    text = text_of(printing.render_receipt(samples.receipt(matter=wicked, owner=Party(name=wicked))))
    assert text.count('#panic("x") *đậm* $x^2$') >= 2
    assert "// chú thích" in text


def test_decomposed_text_is_printed_composed():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Ấm Ượng")
    assert "Nguyễn Thị Ấm Ượng" in text_of(
        printing.render_receipt(samples.receipt(owner=Party(name=decomposed)))
    )


@pytest.mark.parametrize("barcode", ["", "1", "12A4", "٣٣٣٣", "1" * 33])
def test_barcodes_hold_digits_only(barcode):
    codes = samples.Codes(barcode=barcode)
    with pytest.raises(ValueError, match="digits"):
        printing.render_receipt(samples.receipt(codes=codes))


def test_a_slip_of_a_simulated_past_is_printed_on_the_first_form():
    long_ago = samples.AT - timedelta(days=1000)
    assert published.on_paper("01", long_ago).name == "01/A5/3"
    assert printing.render_receipt(samples.receipt(printed_at=long_ago)).startswith(b"%PDF-")
    assert in_force(TEMPLATES, number="01", variant="A5", on=samples.AT.date()).name == "01/A5/3"


@settings(max_examples=25)
@given(
    name=st.text(max_size=200),
    matter=st.text(max_size=400),
    papers=st.lists(st.text(max_size=80), max_size=8),
)
def test_any_text_can_be_printed(name, matter, papers):
    data = samples.receipt(
        owner=Party(name=name), matter=matter, components=tuple(ComponentLine(name=paper) for paper in papers)
    )
    assert printing.render_receipt(data).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (wording.moment(samples.AT), "08 giờ 37 phút, ngày 20/11/2026"),
        (wording.clock_time(None), "… giờ … phút"),
        (wording.money(1_250_000), "1.250.000 đồng"),
        (wording.fees(()), ""),
        (wording.fees((FeeLine(name="Phí", amount_vnd=5_000, is_paid=True),)), "Phí: 5.000 đồng (đã nộp)"),
        (wording.place_and_date(Head(agency="A", place="Hà Tĩnh"), samples.AT), "Hà Tĩnh, ngày 20 tháng 11 năm 2026"),
        (wording.place_and_date(Head(agency="A"), samples.AT), "Ngày 20 tháng 11 năm 2026"),
        (
            wording.place_and_date(Head(agency="A", place="X"), samples.AT.replace(month=2, day=3)),
            "X, ngày 03 tháng 02 năm 2026",
        ),
        (wording.kinds(ComponentLine(name="a", originals=1, copies=2)), "1 bản chính, 2 bản sao"),
        (wording.kinds(ComponentLine(name="a", note="dùng lại")), "dùng lại"),
        (wording.kinds(ComponentLine(name="a")), "–"),
    ],
)  # fmt: skip
def test_wording(said, expected):
    assert said == expected
