"""Forms for wording a slip and publishing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.desk.form_words import BAD_DATE, MISSING
from motcua.facilities.papers.actions import NoDecision, ValidInThePast
from motcua.facilities.papers.slip_texts import LONGEST, LONGEST_LINE, MOST_LINES, SlipTexts
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words


class WordingForm(ClientForm):
    """Lời của mẫu phiếu."""

    heading = Words(
        label=_("Dòng dưới tên cơ quan"),
        max_length=LONGEST["heading"],
        required=False,
        help_text=_("Ví dụ: Bộ phận Tiếp nhận và Trả kết quả."),
    )
    title = Words(
        label=_("Tên phiếu"),
        max_length=LONGEST["title"],
        required=False,
        help_text=_("Để trống thì giữ tên theo mẫu của Văn phòng Chính phủ."),
    )
    lines = Lines(
        label=_("Dòng thêm trước chữ ký"),
        required=False,
        rows=4,
        help_text=_("Mỗi dòng một ý, nhiều nhất 6 dòng."),
    )
    note = Lines(label=_("Ghi chú"), max_length=LONGEST["note"], required=False, rows=3)
    footer = Words(label=_("Chân trang"), max_length=LONGEST["footer"], required=False)

    def clean_lines(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Nhiều nhất 6 dòng."))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(_("Mỗi dòng nhiều nhất 160 ký tự."))
        return lines

    def texts(self) -> SlipTexts:
        return SlipTexts.from_json({name: self.cleaned_data[name] for name in (*LONGEST, "lines")})

    @staticmethod
    def filled(texts: SlipTexts) -> dict[str, Any]:
        """The form as it opens over texts there are."""
        return texts.to_json() | {"lines": "\n".join(texts.lines)}


class PublishForm(ClientForm):
    """Công bố mẫu phiếu."""

    refused_at = {NoDecision: "decision", ValidInThePast: "valid_from"}

    decision = Words(
        label=_("Số, ký hiệu văn bản ban hành"),
        max_length=120,
        error_messages=MISSING,
        help_text=_("Ví dụ: 12/QĐ-UBND ngày 20/11/2026."),
    )
    valid_from = VietnamDate(label=_("Có hiệu lực từ ngày"), error_messages=BAD_DATE)
