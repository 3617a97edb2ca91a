"""The register as files: PDF to print and bind, XLSX to keep and sort. Texts stay texts, never formulas."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from xlsxwriter import Workbook

from motcua.casework.slips.data import Head
from motcua.casework.slips.printing import print_on
from motcua.casework.slips.register import RegisterLine
from motcua.casework.slips.wording import place_and_date
from motcua.facilities.papers.printed_forms import Form
from motcua.kernel.clock import VIETNAM

TITLE = "SỔ THEO DÕI HỒ SƠ"
HEADINGS = (
    "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Số bộ", "Tên tổ chức, cá nhân", "Địa chỉ, số điện thoại",
    "Cơ quan giải quyết", "Nhận hồ sơ", "Hẹn trả kết quả", "Chuyển hồ sơ giải quyết",
    "Nhận kết quả giải quyết", "Trả kết quả", "Cách nhận kết quả", "Ký nhận", "Ghi chú",
)  # fmt: skip
_WIDTHS = (6, 24, 40, 6, 26, 36, 28, 16, 16, 16, 16, 16, 18, 12, 18)
# What typesetting needs in memory grows with the rows of one piece, so a long register is made in pieces.
ROWS_OF_A_PIECE = 200


@dataclass(frozen=True, kw_only=True)
class Register:
    """Whose register it is, of which days, made when."""

    head: Head
    first: date
    last: date
    made_at: datetime

    @property
    def period(self) -> str:
        return f"Từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"


def as_pdf(register: Register, lines: Iterable[RegisterLine], form: Form) -> bytes:
    """Mẫu 07 on A4 across, pages counted through."""
    rows = enumerate(lines, start=1)
    piece = list(islice(rows, ROWS_OF_A_PIECE))
    whole: Any = None
    while whole is None or piece:
        following = list(islice(rows, ROWS_OF_A_PIECE))
        begun = len(whole.pages) if whole else 0
        printed = _piece(register, piece, form, begun=begun, is_last=not following)
        part = _pikepdf().open(io.BytesIO(printed))
        if whole is None:
            whole = part
        else:
            whole.pages.extend(part.pages)
        piece = following
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


@cache
def _pikepdf() -> Any:
    """Loaded where the first register is printed, not when the program starts."""
    return importlib.import_module("pikepdf")


def _piece(
    register: Register, rows: list[tuple[int, RegisterLine]], form: Form, *, begun: int, is_last: bool
) -> bytes:
    body = {
        "head": {"agency": register.head.agency, "parent": register.head.parent},
        "place_and_date": place_and_date(register.head, register.made_at),
        "code": "", "barcode": "", "barcode_svg": "", "qr_svg": "",
        "foot": f"{register.head.agency} · in lúc {_short(register.made_at)}",
        "note": f"({register.period})",
        "columns": list(HEADINGS),
        "cells": [cell for number, line in rows for cell in _cells(number, line)],
        "begun": begun,
        "is_last": is_last,
    }  # fmt: skip
    return print_on(form, body, printed_at=register.made_at, is_list=True)


def as_xlsx(register: Register, lines: Iterable[RegisterLine]) -> bytes:
    """The same as a spreadsheet, written row by row."""
    content = io.BytesIO()
    with Workbook(content, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": TITLE, "author": register.head.agency, "created": register.made_at})
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        bold = book.add_format(base | {"bold": True})
        head = book.add_format(base | {"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        text = book.add_format(base | {"border": 1, "text_wrap": True})
        sheet = book.add_worksheet("Mẫu 07")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(4)
        sheet.freeze_panes(5, 2)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        for row, said in enumerate((register.head.agency, TITLE, register.period)):
            sheet.write_string(row, 0, said, bold)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(4, column, heading, head)
        for number, line in enumerate(lines, start=1):
            for column, said in enumerate(_cells(number, line)):
                sheet.write_string(4 + number, column, said, text)
    return content.getvalue()


def _cells(number: int, line: RegisterLine) -> tuple[str, ...]:
    return (
        str(number), line.code, line.procedure, "1", line.applicant, line.contact, line.agency,
        _short(line.accepted_at), _short(line.due_at), _short(line.passed_at), _short(line.resolved_at),
        _short(line.delivered_at), line.delivery, "", line.note,
    )  # fmt: skip


def _short(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else ""
