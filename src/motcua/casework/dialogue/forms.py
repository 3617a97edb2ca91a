"""What the doors ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.casework.dialogue.choices import Act
from motcua.casework.dialogue.models import Dialogue
from motcua.casework.feedback.queries import addressable
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.desk.form_words import CHOOSE
from motcua.directory.agencies.models import Agency
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words

_DAY = {"required": _("Chọn ngày."), "invalid": _("Ghi ngày dạng dd/mm/yyyy.")}
_TEXT = {"required": _("Ghi nội dung.")}


class PlanForm(ClientForm):
    """A dialogue as it is planned."""

    agency = forms.ModelChoiceField(label=_("Xã, phường"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan"), error_messages=CHOOSE)  # fmt: skip
    held_on = VietnamDate(label=_("Ngày đối thoại"), error_messages=_DAY)
    place = Words(label=_("Địa điểm, giờ"), max_length=200, error_messages={"required": _("Ghi địa điểm, giờ.")})  # fmt: skip
    topics = Lines(label=_("Nội dung đối thoại"), rows=4, error_messages=_TEXT)

    def __init__(self, *args: Any, communes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = communes
        if len(communes) == 1:
            field.initial = communes[0]


class QuestionForm(ClientForm):
    """A question sent before the day."""

    text = Lines(label=_("Câu hỏi của ông/bà"), rows=5, max_length=2000, error_messages={"required": _("Ghi câu hỏi.")})  # fmt: skip
    name = Words(label=_("Họ và tên"), max_length=120, required=False)


class ActForm(ClientForm):
    """What goes with a verb, of one dialogue."""

    def __init__(self, *args: Any, row: Dialogue, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.on = row, on
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices that depend on the dialogue."""


class MinutesForm(ActForm):
    text = Lines(
        label=_("Biên bản, không ghi tên người dân"), rows=10, max_length=20000, error_messages=_TEXT
    )


class AnswerForm(ActForm):
    number = forms.TypedChoiceField(label=_("Câu hỏi số"), coerce=int, error_messages=CHOOSE)
    question = Lines(label=_("Câu hỏi, đã bỏ thông tin cá nhân"), rows=3, error_messages={"required": _("Ghi câu hỏi.")})  # fmt: skip
    text = Lines(
        label=_("Trả lời, đã bỏ thông tin cá nhân"), rows=5, error_messages={"required": _("Ghi trả lời.")}
    )

    def prepare(self) -> None:
        field: Any = self.fields["number"]
        field.choices = [(one.number, one.number) for one in self.row.questions.all()]


class PromiseForm(ActForm):
    text = Lines(label=_("Hứa làm việc gì"), rows=3, error_messages=_TEXT)
    owner = forms.ModelChoiceField(label=_("Cơ quan chịu trách nhiệm"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan"), error_messages=CHOOSE)  # fmt: skip
    due_on = VietnamDate(label=_("Hạn thực hiện"), error_messages=_DAY)

    def prepare(self) -> None:
        field: Any = self.fields["owner"]
        below = Q(pk__in=agencies.subtree_ids(self.row.agency_id))
        others = Q(pk__in=addressable(self.on).order_by().values("pk"))
        field.queryset = Agency.objects.on(self.on).filter(below | others).order_by("name")


class KeepForm(ActForm):
    number = forms.TypedChoiceField(label=_("Lời hứa số"), coerce=int, error_messages=CHOOSE)
    text = Lines(label=_("Đã làm được gì"), rows=3, error_messages=_TEXT)

    def prepare(self) -> None:
        field: Any = self.fields["number"]
        field.choices = [(one.number, one.number) for one in self.row.promises.all()]


FORMS: dict[Act, type[ActForm]] = {
    Act.ANNOUNCE: ActForm,
    Act.ANSWER: AnswerForm,
    Act.MINUTES: MinutesForm,
    Act.PROMISE: PromiseForm,
    Act.KEEP: KeepForm,
}
