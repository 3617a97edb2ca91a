"""What each verb asks for on the desk, and the action it calls: one table for all doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk import verb_forms as forms
from motcua.casework.mending import actions as mending
from motcua.kernel.clock import VIETNAM
from motcua.kernel.ui.fields import ClientForm

Act = Callable[[Dossier, By, Any], Dossier]


@dataclass(frozen=True)
class DeskVerb:
    """A verb on the desk: its form, its action, and how the page words it."""

    form: type[ClientForm]
    act: Act
    heading: object
    button: object
    done: object
    slip: str = ""


def _plain(action: Callable[..., Dossier]) -> Act:
    return lambda dossier, by, form: action(dossier_id=dossier.pk, by=by)


def _with(action: Callable[..., Dossier], *names: str) -> Act:
    def act(dossier: Dossier, by: By, form: Any) -> Dossier:
        return action(dossier_id=dossier.pk, by=by, **{name: form.cleaned_data[name] for name in names})

    return act


def _supplement(dossier: Dossier, by: By, form: Any) -> Dossier:
    agreed = by.officer_id if dossier.supplement_count >= 1 else None
    data = form.cleaned_data
    return actions.request_supplement(
        dossier_id=dossier.pk, by=by, items=data["items"], reason=data["reason"], agreed_by_id=agreed
    )


def _hand_over(dossier: Dossier, by: By, form: Any) -> Dossier:
    data = form.cleaned_data
    return actions.hand_over(
        dossier_id=dossier.pk, by=by, to_officer_id=data["to_officer"], note=data["note"],
        spot=data["spot"], said=form.said(),
    )  # fmt: skip


def _approve(dossier: Dossier, by: By, form: Any) -> Dossier:
    data = form.cleaned_data
    return actions.approve(
        dossier_id=dossier.pk, by=by, note=data["note"], spot=data["spot"], said=form.said()
    )


def _record_result(dossier: Dossier, by: By, form: Any) -> Dossier:
    return actions.record_result(dossier_id=dossier.pk, by=by, outcome=_outcome(form))


def _correct_result(dossier: Dossier, by: By, form: Any) -> Dossier:
    return mending.correct_result(dossier_id=dossier.pk, by=by, outcome=_outcome(form))


def _outcome(form: Any) -> Outcome:
    names = ("title", "number", "signed_on", "signer")
    return Outcome(**{name: form.cleaned_data[name] for name in names})


def _deliver(dossier: Dossier, by: By, form: Any) -> Dossier:
    return actions.deliver(dossier_id=dossier.pk, by=by, receiver=_receiver(form))


def _deliver_corrected(dossier: Dossier, by: By, form: Any) -> Dossier:
    return mending.deliver_corrected(dossier_id=dossier.pk, by=by, receiver=_receiver(form))


def _receiver(form: Any) -> Receiver:
    data = form.cleaned_data
    return Receiver(
        kind=data["receiver"],
        identity_check=data["identity_check"],
        name=data["name"],
        identity_number=data["identity_number"],
    )


def _apologise(dossier: Dossier, by: By, form: Any) -> Dossier:
    return actions.apologise(
        dossier_id=dossier.pk,
        by=by,
        reason=form.cleaned_data["reason"],
        cause_agency_id=dossier.competent_agency_id,
    )


def _extend(dossier: Dossier, by: By, form: Any) -> Dossier:
    return actions.extend(
        dossier_id=dossier.pk,
        by=by,
        new_due_at=form.new_due_at(),
        reason=form.cleaned_data["reason"],
        cause_agency_id=dossier.competent_agency_id,
    )


def _consult(dossier: Dossier, by: By, form: Any) -> Dossier:
    data = form.cleaned_data
    return actions.consult(
        dossier_id=dossier.pk,
        by=by,
        agency_id=data["agency_id"],
        answer_by=form.answer_by(),
        question=data["question"],
    )


def _ask_payment(dossier: Dossier, by: By, form: Any) -> Dossier:
    data = form.cleaned_data
    pay_by = datetime.combine(data["pay_by"], time(17, 0), VIETNAM) if data["pay_by"] else None
    return actions.ask_payment(
        dossier_id=dossier.pk, by=by, amount_vnd=data["amount_vnd"], what=data["what"],
        pay_by=pay_by, clock_stands=data["clock_stands"],
    )  # fmt: skip


DESK_VERBS: dict[str, DeskVerb] = {
    "reject": DeskVerb(
        forms.ReasonForm, _with(actions.reject_dossier, "reason"), _("Từ chối tiếp nhận"),
        _("Từ chối và in phiếu"), _("Đã từ chối tiếp nhận."), "03",
    ),
    "request_supplement": DeskVerb(
        forms.SupplementForm, _supplement, _("Yêu cầu bổ sung, hoàn thiện hồ sơ"),
        _("Yêu cầu và in phiếu"), _("Đã ghi yêu cầu bổ sung."), "02",
    ),
    "receive_supplement": DeskVerb(
        forms.NoteForm, _with(actions.receive_supplement, "note"), _("Nhận giấy tờ bổ sung"),
        _("Đã nhận đủ"), _("Đã nhận bổ sung; ngày hẹn được tính lại từ đầu."),
    ),
    "hand_over": DeskVerb(
        forms.HandOverForm, _hand_over, _("Chuyển sang bước tiếp theo"), _("Chuyển"), _("Đã chuyển hồ sơ."),
    ),
    "take_over": DeskVerb(
        forms.SpotForm, _with(actions.take_over, "spot"), _("Nhận bàn giao"), _("Nhận"), _("Đã nhận bàn giao."),
    ),
    "send_back": DeskVerb(
        forms.SendBackForm, _with(actions.send_back, "to_step", "reason", "spot"), _("Trả lại bước trước"),
        _("Trả lại"), _("Đã trả lại bước trước."),
    ),
    "recall": DeskVerb(
        forms.PlainForm, _plain(actions.recall), _("Thu hồi hồ sơ vừa chuyển"), _("Thu hồi"), _("Đã thu hồi hồ sơ."),
    ),
    "assign": DeskVerb(
        forms.AssignForm, _with(actions.assign, "officer_id", "spot"), _("Phân công cán bộ xử lý"),
        _("Phân công"), _("Đã phân công."),
    ),
    "consult": DeskVerb(
        forms.ConsultForm, _consult, _("Lấy ý kiến cơ quan khác"), _("Gửi lấy ý kiến"), _("Đã gửi lấy ý kiến."),
    ),
    "answer": DeskVerb(
        forms.AnswerForm, _with(actions.answer, "opinion", "spot"), _("Trả lời ý kiến phối hợp"),
        _("Gửi ý kiến"), _("Đã gửi ý kiến."),
    ),
    "ask_payment": DeskVerb(
        forms.PaymentForm, _ask_payment, _("Yêu cầu thực hiện nghĩa vụ tài chính"),
        _("Yêu cầu"), _("Đã ghi yêu cầu nghĩa vụ tài chính."),
    ),
    "confirm_payment": DeskVerb(
        forms.ReceiptForm, _with(actions.confirm_payment, "receipt"), _("Xác nhận đã thực hiện nghĩa vụ tài chính"),
        _("Xác nhận"), _("Đã ghi nhận; hồ sơ tiếp tục được giải quyết."),
    ),
    "refuse": DeskVerb(
        forms.RefuseForm, _with(actions.refuse_dossier, "reason", "spot"), _("Từ chối giải quyết hồ sơ"),
        _("Từ chối và in phiếu"), _("Đã từ chối; phiếu được trả như kết quả."), "03",
    ),
    "approve": DeskVerb(
        forms.StepForm, _approve, _("Phê duyệt kết quả"), _("Phê duyệt"), _("Đã phê duyệt."),
    ),
    "record_result": DeskVerb(
        forms.ResultForm, _record_result, _("Ghi kết quả và chuyển về Một cửa"), _("Ghi kết quả"),
        _("Đã ghi kết quả."),
    ),
    "deliver": DeskVerb(
        forms.DeliveryForm, _deliver, _("Trả kết quả"), _("Trả kết quả"), _("Đã trả kết quả."),
    ),
    "report_wrong": DeskVerb(
        forms.ReasonForm, _with(mending.report_wrong, "reason"), _("Báo kết quả có sai sót"),
        _("Báo để xem xét"), _("Đã ghi; lãnh đạo cơ quan giải quyết phải xem xét và đính chính trong 03 ngày làm việc."),
    ),
    "confirm_wrong": DeskVerb(
        forms.MistakeForm, _with(mending.confirm_wrong, "apology"), _("Xác nhận kết quả sai, phải đính chính"),
        _("Xác nhận và in thư xin lỗi"), _("Đã xác nhận; chờ kết quả đính chính."), "XL",
    ),
    "dismiss_wrong": DeskVerb(
        forms.ReasonForm, _with(mending.dismiss_wrong, "reason"), _("Giữ nguyên kết quả đã có"),
        _("Giữ nguyên"), _("Kết quả được giữ nguyên; hãy báo lý do cho người nộp."),
    ),
    "correct_result": DeskVerb(
        forms.ResultForm, _correct_result, _("Ghi kết quả đính chính, chuyển về Một cửa"),
        _("Ghi kết quả đính chính"), _("Đã ghi; kết quả cũ được đánh dấu đã thay thế."),
    ),
    "deliver_corrected": DeskVerb(
        forms.DeliveryForm, _deliver_corrected, _("Trả kết quả đính chính"), _("Trả kết quả"),
        _("Đã trả kết quả đính chính."),
    ),
    "apologise": DeskVerb(
        forms.ApologyForm, _apologise, _("Xin lỗi vì chậm trả kết quả"), _("Ký và in thư xin lỗi"),
        _("Đã ghi thư xin lỗi."), "04",
    ),
    "extend": DeskVerb(
        forms.ExtensionForm, _extend, _("Xin lỗi và hẹn lại ngày trả (một lần)"), _("Ký và in"),
        _("Đã hẹn lại ngày trả."), "04",
    ),
    "withdraw": DeskVerb(
        forms.ReasonForm, _with(actions.withdraw, "reason"), _("Người nộp rút hồ sơ"), _("Ghi yêu cầu rút"),
        _("Đã ghi yêu cầu rút hồ sơ."),
    ),
    "stop": DeskVerb(
        forms.DecisionForm, _with(actions.stop, "decision", "fee_refund"), _("Dừng giải quyết"),
        _("Dừng giải quyết"), _("Đã dừng giải quyết."), "05",
    ),
    "refuse_withdrawal": DeskVerb(
        forms.ReasonForm, _with(actions.refuse_withdrawal, "reason"), _("Không chấp nhận rút hồ sơ"),
        _("Không chấp nhận"), _("Hồ sơ tiếp tục được giải quyết."),
    ),
    "undo_acceptance": DeskVerb(
        forms.ReasonForm, _with(actions.undo_acceptance, "reason"), _("Hủy tiếp nhận nhầm"),
        _("Hủy tiếp nhận"), _("Đã hủy; hồ sơ trở lại trạng thái đang lập."),
    ),
    "replace_pin": DeskVerb(
        forms.PlainForm, _plain(actions.replace_pin), _("Cấp lại mã tra cứu"), _("Cấp mã mới và in giấy hẹn"),
        _("Mã tra cứu cũ không còn dùng được."), "01",
    ),
}  # fmt: skip


_HINTS: dict[str, object] = {
    "reject": _("Lý do được in trên Mẫu 03 giao cho người nộp; hồ sơ kết thúc."),
    "request_supplement": _("Ghi đủ trong một lần: yêu cầu lần hai phải do lãnh đạo ký. Mẫu 02 được in ra."),
    "receive_supplement": _("Chỉ nhận khi đã đủ mọi mục đã yêu cầu; thời hạn được tính lại từ lúc này."),
    "send_back": _("Hồ sơ về đúng người đã làm bước đó; thời hạn giải quyết vẫn tính tiếp."),
    "recall": _("Chỉ khi chưa ai mở hoặc nhận hồ sơ."),
    "consult": _("Hồ sơ vẫn được giải quyết và thời hạn vẫn tính; im lặng không phải là đồng ý."),
    "ask_payment": _("Hồ sơ chờ đến khi xác nhận đã nộp."),
    "refuse": _("Phiếu từ chối là kết quả, trả tại Bộ phận Một cửa trong thời hạn giải quyết."),
    "extend": _("Chỉ một lần, chậm nhất một ngày làm việc trước hạn; giờ hẹn phải trong giờ làm việc."),
    "withdraw": _("Người nộp yêu cầu bằng văn bản hoặc trực tiếp; lãnh đạo ra quyết định dừng sau đó."),
    "refuse_withdrawal": _(
        "Hồ sơ trở lại đúng bước và người đang giữ; ngày hẹn không đổi. Báo lý do cho người nộp."
    ),
    "undo_acceptance": _("Chỉ trong ngày tiếp nhận và khi chưa ai xử lý; mã hồ sơ đã cấp không dùng lại."),
    "replace_pin": _("Dùng khi người nộp mất giấy hẹn: mã tra cứu và mã QR cũ mất hiệu lực ngay."),
    "report_wrong": _(
        "Dùng khi kết quả sai do cơ quan. Kết quả đúng phải về Bộ phận Một cửa trong 03 ngày làm việc kể từ lúc này"
        " (NĐ 118/2025, Điều 23.1). Hồ sơ không mở lại."
    ),
    "confirm_wrong": _(
        "Thư xin lỗi được in để gửi người nộp; thời hạn đính chính vẫn tính từ khi có phản ánh."
    ),
    "dismiss_wrong": _("Chỉ khi kết quả đúng; ghi rõ lý do để Bộ phận Một cửa trả lời người nộp."),
    "correct_result": _("Kết quả cũ được giữ trong hồ sơ và đánh dấu đã được thay thế."),
    "deliver_corrected": _(
        "Thu lại bản sai nếu đã trao, kiểm tra giấy tờ của người nhận trước khi trao bản đúng."
    ),
    "deliver": _("Kiểm tra giấy tờ của người nhận trước khi trao."),
    "apologise": _("Lời xin lỗi được in theo Mẫu 04 và hiện trên trang tra cứu của người nộp."),
}


def hint(verb: str, dossier: Dossier) -> object:
    """What to bear in mind before the button is pressed; empty where nothing needs saying."""
    if verb == "receive_supplement" and dossier.code is None:
        return _("Đủ giấy tờ thì hồ sơ trở lại trạng thái đang lập; sau đó tiếp nhận để có ngày hẹn.")
    return _HINTS.get(verb, "")
