"""What officers send with each act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.feedback import queries
from motcua.casework.feedback.choices import Act, Channel, Fault, ReturnReason
from motcua.casework.feedback.forms import FeedbackForm, TextForm
from motcua.directory.agencies.desk.form_words import CHOOSE
from motcua.directory.agencies.models import Agency
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm, Lines


class TakenDownForm(FeedbackForm):
    """A feedback an officer takes down for somebody."""

    channel = forms.ChoiceField(
        label=_("Đến bằng cách nào"),
        choices=[one for one in Channel.choices if one[0] != Channel.PORTAL],
        error_messages=CHOOSE,
    )


class PlainForm(ClientForm):
    """An act without words."""


class TransferForm(TextForm):
    """To whom, and why."""

    agency = forms.ModelChoiceField(
        label=_("Chuyển tới"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan"), error_messages=CHOOSE
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Lý do chuyển")
        self.fields["agency"].queryset = queries.addressable(clock.today())
        self.order_fields(["agency", "text"])


class ReturnForm(TextForm):
    """Why it is sent back; the sender reads the words."""

    reason = forms.ChoiceField(label=_("Lý do"), choices=ReturnReason.choices, error_messages=CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Nói với người gửi")
        self.order_fields(["reason", "text"])


class PublishForm(ClientForm):
    """Question and answer for everybody: no name, no number, no address of a person."""

    question = Lines(
        label=_("Câu hỏi, đã bỏ thông tin cá nhân"), rows=4, error_messages={"required": _("Ghi câu hỏi.")}
    )
    answer = Lines(
        label=_("Trả lời, đã bỏ thông tin cá nhân"), rows=6, error_messages={"required": _("Ghi trả lời.")}
    )


class ResolveForm(TextForm):
    """The answer, and whether the agency was at fault."""

    fault = forms.ChoiceField(
        label=_("Lỗi của cơ quan"),
        choices=Fault.choices,
        required=False,
        help_text=_("Có lỗi thì người đứng đầu phải ký thư xin lỗi trong 2 ngày làm việc."),
        error_messages=CHOOSE,
    )

    def clean_fault(self) -> Fault:
        return Fault(self.cleaned_data["fault"])


class RegretForm(ClientForm):
    """What the head says in the letter."""

    text = Lines(
        label=_("Sự việc thế nào, cơ quan đã làm gì để không lặp lại"),
        rows=6,
        max_length=2000,
        help_text=_("Ghi vào thư sau câu nhận lỗi. Không ghi tên cán bộ."),
        error_messages={"required": _("Ghi nội dung thư.")},
    )


FORMS: dict[Act, type[ClientForm]] = {
    Act.TAKE_UP: PlainForm,
    Act.ASK: TextForm,
    Act.TRANSFER: TransferForm,
    Act.SEND_BACK: ReturnForm,
    Act.RESOLVE: ResolveForm,
    Act.PUBLISH: PublishForm,
    Act.WITHHOLD: TextForm,
}
