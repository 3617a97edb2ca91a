"""Spreadsheets, in the wording of the law whatever language the reader has chosen.

Texts are written as texts, never as formulas, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from motcua.directory.procedures.choices import FeeKind
from motcua.insight.statistics.queries import FeeLine, SectorLine
from motcua.insight.statistics.rules import Period, Settlement
from motcua.kernel.ui import words

HEAD_ROW, FIRST_ROW = 4, 8


@dataclass(frozen=True)
class Styles:
    """How cells look."""

    title: Format
    plain: Format
    head: Format
    text: Format
    number: Format
    sum_text: Format
    sum_number: Format


@contextmanager
def _sheet(content: BytesIO, name: str) -> Iterator[tuple[Worksheet, Styles]]:
    """A sheet for A4 across, in Vietnamese."""
    with translation.override("vi"), Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        yield sheet, _styles(book)


def _styles(book: Workbook) -> Styles:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    cell = base | {"border": 1}
    return Styles(
        title=book.add_format(base | {"bold": True, "font_size": 14}),
        plain=book.add_format(base),
        head=book.add_format(cell | {"bold": True, "align": "center", "text_wrap": True}),
        text=book.add_format(cell | {"text_wrap": True}),
        number=book.add_format(cell | {"num_format": "#,##0"}),
        sum_text=book.add_format(cell | {"bold": True}),
        sum_number=book.add_format(cell | {"bold": True, "num_format": "#,##0"}),
    )


def report_06a(lines: Sequence[SectorLine], *, place: str, period: Period, made_at: datetime) -> bytes:
    """Biểu 06a of a period.

    Law: TT 01/2020/TT-VPCP, biểu II.06a (columns 1 to 13, a line for each sector)
    """
    content = BytesIO()
    with _sheet(content, "06a") as (sheet, styles):
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 38)
        sheet.set_column(2, 12, 10)
        _titles(
            sheet,
            styles,
            _("Biểu II.06a: Tình hình, kết quả giải quyết thủ tục hành chính"),
            place,
            _("Kỳ từ %(first)s đến %(last)s, số liệu lúc %(at)s")
            % {
                "first": words.day(period.first),
                "last": words.day(period.last),
                "at": words.instant(made_at),
            },
        )
        _head_06a(sheet, styles.head)
        sheet.freeze_panes(FIRST_ROW, 2)
        for place_of, line in enumerate(lines):
            row = FIRST_ROW + place_of
            sheet.write_number(row, 0, place_of + 1, styles.number)
            sheet.write_string(row, 1, line.name or _("Chưa phân lĩnh vực"), styles.text)
            _numbers(sheet, row, line.figures.columns(), styles.number)
        total = sum((line.figures for line in lines), Settlement())
        row = FIRST_ROW + len(lines)
        sheet.write_string(row, 0, "", styles.sum_text)
        sheet.write_string(row, 1, _("Tổng cộng"), styles.sum_text)
        _numbers(sheet, row, total.columns(), styles.sum_number)
    return content.getvalue()


def _titles(sheet: Worksheet, styles: Styles, title: str, place: str, below: str) -> None:
    sheet.write_string(0, 0, title, styles.title)
    sheet.write_string(1, 0, place, styles.plain)
    sheet.write_string(2, 0, below, styles.plain)


def _head_06a(sheet: Worksheet, style: Format) -> None:
    """Three rows of headings over the numbers of the columns, as the form has them."""
    top, middle, low, numbers = range(HEAD_ROW, FIRST_ROW)
    sheet.merge_range(top, 0, low, 0, _("STT"), style)
    sheet.merge_range(top, 1, low, 1, _("Lĩnh vực giải quyết"), style)
    groups = (
        (2, 5, _("Số lượng hồ sơ tiếp nhận")),
        (6, 9, _("Số lượng hồ sơ đã giải quyết")),
        (10, 12, _("Số lượng hồ sơ đang giải quyết")),
    )
    for first, last, text in groups:
        sheet.merge_range(top, first, top, last, text, style)
        sheet.merge_range(middle, first, low, first, _("Tổng số"), style)
    sheet.merge_range(middle, 3, middle, 4, _("Trong kỳ"), style)
    sheet.write_string(low, 3, _("Trực tuyến"), style)
    sheet.write_string(low, 4, _("Trực tiếp, bưu chính"), style)
    single = {5: _("Từ kỳ trước"), 7: _("Trước hạn"), 8: _("Đúng hạn"), 9: _("Quá hạn"), 11: _("Trong hạn")}
    for column, text in (single | {12: _("Quá hạn")}).items():
        sheet.merge_range(middle, column, low, column, text, style)
    for column in range(13):
        sheet.write_string(numbers, column, f"({column + 1})", style)


def _numbers(sheet: Worksheet, row: int, numbers: Iterable[int], style: Format) -> None:
    for column, number in enumerate(numbers, start=2):
        sheet.write_number(row, column, number, style)


def fees_of_day(lines: Sequence[FeeLine], *, place: str, day: date) -> bytes:
    """Fees and charges noted in a day, with the sum of each kind."""
    content = BytesIO()
    with _sheet(content, "phi-le-phi") as (sheet, styles):
        for column, width in enumerate((6, 10, 26, 60, 14, 16)):
            sheet.set_column(column, column, width)
        title = _("Phí, lệ phí ghi nhận trong ngày %(day)s") % {"day": words.day(day)}
        _titles(
            sheet,
            styles,
            title,
            place,
            _("Ghi khi tiếp nhận hồ sơ, hoặc khi đổi trường hợp; không thay chứng từ thu."),
        )
        heads = (_("STT"), _("Giờ"), _("Mã hồ sơ"), _("Thủ tục"), _("Loại"), _("Số tiền (đồng)"))
        for column, text in enumerate(heads):
            sheet.write_string(HEAD_ROW, column, text, styles.head)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        labels = dict(FeeKind.choices)
        for number, line in enumerate(lines, start=1):
            row = HEAD_ROW + number
            sheet.write_number(row, 0, number, styles.number)
            texts = (
                f"{words.local(line.noted_at):%H:%M}",
                line.code,
                line.procedure,
                str(labels.get(line.kind, line.kind)),
            )
            for column, text in enumerate(texts, start=1):
                sheet.write_string(row, column, text, styles.text)
            sheet.write_number(row, 5, line.amount_vnd, styles.number)
        _sums(sheet, styles, lines, HEAD_ROW + len(lines) + 1)
    return content.getvalue()


def _sums(sheet: Worksheet, styles: Styles, lines: Sequence[FeeLine], row: int) -> None:
    sums = {kind: 0 for kind in FeeKind.values if any(line.kind == kind for line in lines)}
    for line in lines:
        sums[line.kind] += line.amount_vnd
    named = [(str(FeeKind(kind).label), total) for kind, total in sums.items()]
    for text, total in [*named, (_("Tổng cộng"), sum(sums.values()))]:
        sheet.merge_range(row, 0, row, 4, text, styles.sum_text)
        sheet.write_number(row, 5, total, styles.sum_number)
        row += 1
