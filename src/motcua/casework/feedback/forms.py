"""What both doors ask of whoever has something to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.casework.feedback import queries
from motcua.casework.feedback.actions import Said
from motcua.casework.feedback.choices import FeedbackClass
from motcua.directory.agencies.desk.form_words import CHOOSE
from motcua.directory.agencies.models import Agency
from motcua.kernel import clock
from motcua.kernel.files.actions import KeptFile, keep_file
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.store import NotSaved
from motcua.kernel.ui.fields import ClientForm, Lines, Words

LARGEST = 10 * 1024 * 1024
_PHONE = r"[0-9+ ().-]{8,20}"


class FeedbackForm(ClientForm):
    """A feedback as it is written."""

    feedback_class = forms.ChoiceField(
        label=_("Về việc gì"), choices=FeedbackClass.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    agency = forms.ModelChoiceField(
        label=_("Gửi tới cơ quan"),
        queryset=Agency.objects.none(),
        empty_label=_("Chọn cơ quan"),
        help_text=_("Không rõ cơ quan nào thì chọn Ủy ban nhân dân xã nơi ông/bà ở."),
        error_messages=CHOOSE,
    )
    title = Words(label=_("Tóm tắt"), max_length=160, error_messages={"required": _("Ghi tóm tắt trong một câu.")})  # fmt: skip
    text = Lines(
        label=_("Nội dung"),
        rows=7,
        max_length=4000,
        help_text=_("Việc gì, ở đâu, khi nào, ông/bà muốn được giải quyết thế nào."),
        error_messages={"required": _("Ghi nội dung.")},
    )
    name = Words(label=_("Họ và tên"), max_length=120, required=False)
    phone = forms.RegexField(
        _PHONE, label=_("Điện thoại"), required=False, error_messages={"invalid": _("Số điện thoại chỉ gồm chữ số.")}
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, error_messages={"invalid": _("Địa chỉ thư chưa đúng.")}
    )
    file1 = forms.FileField(label=_("Tệp kèm theo"), required=False, help_text=_("Ảnh, PDF hoặc Word, mỗi tệp đến 10 MB."))  # fmt: skip
    file2 = forms.FileField(label=_("Tệp thứ hai"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = queries.addressable(clock.today())
        self.kept: list[KeptFile] = []

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("file1", "file2"):
            try:
                self.kept += list(_kept(said.get(name)))
            except (FileRefused, NotSaved) as refusal:
                self.add_error(name, ValidationError(str(refusal)))
        return said

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["title"], data["text"], data["name"], data["phone"], data["email"])


def _kept(upload: Any) -> Iterator[KeptFile]:
    """The file on disk, found fit; its row comes with the feedback's."""
    if upload:
        yield keep_file(chunks=upload.chunks(), name=upload.name, limit=LARGEST)


class TextForm(ClientForm):
    """Words that go with an act."""

    text = Lines(
        label=_("Nội dung"), rows=5, max_length=4000, error_messages={"required": _("Ghi nội dung.")}
    )
