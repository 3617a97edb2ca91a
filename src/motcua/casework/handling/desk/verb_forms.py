"""One form per verb that needs words from the officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import IdentityCheck, ReceiverKind
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.decisions import Decision
from motcua.kernel.clock import VIETNAM
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words


class PlainForm(ClientForm):
    """For verbs that need nothing but the press of a button."""


class SpotForm(ClientForm):
    """For verbs about one place in the process that need nothing but the press of a button."""

    spot = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SendBackForm(ClientForm):
    spot = forms.IntegerField(widget=forms.HiddenInput, required=False)
    to_step = forms.ChoiceField(label=_("Trả lại bước"), widget=forms.RadioSelect)
    reason = Lines(label=_("Lý do trả lại"), max_length=2000)

    def __init__(self, *args: object, steps: Sequence[tuple[str, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_step"].choices = list(steps)
        if len(steps) == 1:
            self.initial["to_step"] = steps[0][0]


class AssignForm(ClientForm):
    spot = forms.IntegerField(widget=forms.HiddenInput, required=False)
    officer_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)

    def __init__(self, *args: object, officers: Sequence[tuple[int, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer_id"].choices = [(str(pk), name) for pk, name in officers]


class ConsultForm(ClientForm):
    agency_id = forms.TypedChoiceField(label=_("Cơ quan được hỏi"), coerce=int)
    new_date = VietnamDate(label=_("Trả lời trước ngày"))
    question = Lines(label=_("Nội dung cần cho ý kiến"), max_length=2000)

    def __init__(self, *args: object, places: Sequence[tuple[int, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "—"), *((str(pk), name) for pk, name in places)]

    def answer_by(self) -> datetime:
        return datetime.combine(self.cleaned_data["new_date"], time(17, 0), VIETNAM)


class AnswerForm(ClientForm):
    spot = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opinion = Lines(label=_("Ý kiến của cơ quan"), max_length=4000, rows=5)


class RefuseForm(ClientForm):
    spot = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = Lines(label=_("Lý do từ chối, ghi vào phiếu"), max_length=2000)


class PaymentForm(ClientForm):
    amount_vnd = forms.IntegerField(label=_("Số tiền phải nộp (₫)"), min_value=1, max_value=10**13)
    what = Lines(label=_("Khoản phải nộp, nơi nộp"), max_length=1000)
    pay_by = VietnamDate(label=_("Nộp trước ngày (không bắt buộc)"), required=False)
    clock_stands = forms.BooleanField(
        label=_("Thời gian chờ nộp không tính vào thời hạn giải quyết"), required=False, initial=True
    )


class ReceiptForm(ClientForm):
    receipt = Words(label=_("Số chứng từ, ngày nộp"), max_length=200)


class NoteForm(ClientForm):
    note = Lines(label=_("Ý kiến (không bắt buộc)"), required=False, rows=2)


class ReasonForm(ClientForm):
    reason = Lines(label=_("Lý do"), max_length=2000)


class SupplementForm(ClientForm):
    items = Lines(
        label=_("Giấy tờ, nội dung cần bổ sung"),
        help_text=_("Mỗi dòng một mục; ghi đủ trong một lần."),
        rows=4,
    )
    reason = Lines(label=_("Lý do"), max_length=2000)

    def clean_items(self) -> list[str]:
        return [line for line in self.cleaned_data["items"].splitlines() if line]


class ResultForm(ClientForm):
    title = Words(label=_("Tên giấy tờ kết quả"), max_length=300)
    number = Words(label=_("Số, ký hiệu"), max_length=80, required=False)
    signed_on = VietnamDate(label=_("Ngày ký"), required=False)
    signer = Words(label=_("Người ký"), max_length=120, required=False)


class DeliveryForm(ClientForm):
    receiver = forms.ChoiceField(label=_("Người nhận"), choices=ReceiverKind.choices)
    name = Words(label=_("Họ và tên người nhận"), max_length=200)
    identity_check = forms.ChoiceField(label=_("Giấy tờ đã kiểm tra"), choices=IdentityCheck.choices)
    identity_number = Words(label=_("Số giấy tờ hoặc số giấy ủy quyền"), max_length=60)


class ApologyForm(ClientForm):
    reason = Lines(label=_("Lý do chậm, ghi vào thư xin lỗi"), max_length=2000)


class MistakeForm(ClientForm):
    apology = Lines(label=_("Sai sót là gì, do đâu; ghi vào thư xin lỗi"), max_length=2000)


class ExtensionForm(ApologyForm):
    new_date = VietnamDate(label=_("Ngày hẹn mới"))
    new_time = forms.TimeField(
        label=_("Giờ hẹn mới"),
        initial=time(16, 30),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    field_order = ["new_date", "new_time", "reason"]

    def new_due_at(self) -> datetime:
        day: date = self.cleaned_data["new_date"]
        return datetime.combine(day, self.cleaned_data["new_time"], VIETNAM)


class DecisionForm(ClientForm):
    decision = Lines(label=_("Nội dung quyết định dừng"), max_length=2000)
    fee_refund = forms.BooleanField(label=_("Hoàn phí, lệ phí cho người nộp"), required=False)


class StepForm(NoteForm):
    """For verbs that finish a step: which step, and which way on where the process branches."""

    spot = forms.IntegerField(widget=forms.HiddenInput, required=False)
    way = forms.ChoiceField(label=_("Kết quả của bước"), widget=forms.RadioSelect)

    field_order = ["way", "note"]

    def __init__(
        self,
        *args: object,
        spot: Spot | None = None,
        ways: Sequence[Decision] = (),
        officers: Sequence[tuple[int, str]] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["spot"] = spot.number if spot else None
        self.ways = {way.flow: way for way in ways}
        if ways:
            self.fields["way"].choices = [(way.flow, way.label) for way in ways]
        else:
            del self.fields["way"]
        self.offer_officers(officers)

    def offer_officers(self, officers: Sequence[tuple[int, str]]) -> None:
        """Nothing to choose unless the form has a field for it."""

    def said(self) -> dict[str, Any]:
        """What the chosen way tells the process."""
        chosen = self.cleaned_data.get("way")
        return dict(self.ways[chosen].said) if chosen else {}


class HandOverForm(StepForm):
    to_officer = forms.ChoiceField(label=_("Giao cho"), required=False)

    field_order = ["way", "to_officer", "note"]

    def offer_officers(self, officers: Sequence[tuple[int, str]]) -> None:
        anyone = ("", str(_("Bất kỳ ai có vai trò ở bước này")))
        self.fields["to_officer"].choices = [anyone, *((str(pk), name) for pk, name in officers)]

    def clean_to_officer(self) -> int | None:
        chosen = self.cleaned_data["to_officer"]
        return int(chosen) if chosen else None
