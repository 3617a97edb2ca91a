"""What the doors ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.casework.dialogue import queries
from motcua.casework.dialogue.choices import Act
from motcua.casework.dialogue.models import Dialogue, Promise, Question
from motcua.casework.dialogue.rules import Person, shortened
from motcua.casework.feedback.queries import addressable
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.desk.form_words import CHOOSE
from motcua.directory.agencies.models import Agency
from motcua.directory.applicants.identity import NotValid, clean_phone
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
    email = forms.EmailField(label=_("Thư điện tử"), required=False, error_messages={"invalid": _("Địa chỉ thư chưa đúng.")})  # fmt: skip
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)

    def clean_phone(self) -> str:
        try:
            return clean_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""
        except NotValid as failure:
            raise ValidationError(str(failure)) from failure


class ActForm(ClientForm):
    """What goes with a verb, of one dialogue."""

    def __init__(self, *args: Any, row: Dialogue, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.on = row, on
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices that depend on the dialogue."""


class PostponeForm(ActForm):
    held_on = VietnamDate(label=_("Ngày mới"), error_messages=_DAY)
    place = Words(label=_("Địa điểm, giờ mới"), max_length=200, required=False, help_text=_("Để trống nếu không đổi."))  # fmt: skip
    reason = Lines(label=_("Lý do, công khai"), rows=2, max_length=1000, error_messages={"required": _("Ghi lý do.")})  # fmt: skip


class CancelForm(ActForm):
    reason = Lines(label=_("Lý do, công khai"), rows=2, max_length=1000, error_messages={"required": _("Ghi lý do.")})  # fmt: skip


class MinutesForm(ActForm):
    text = Lines(
        label=_("Biên bản, không ghi tên người dân"), rows=10, max_length=20000, error_messages=_TEXT
    )


class AnswerForm(ActForm):
    number = forms.TypedChoiceField(label=_("Câu hỏi"), coerce=int, error_messages=CHOOSE)
    question = Lines(label=_("Câu hỏi, đã bỏ thông tin cá nhân"), rows=3, error_messages={"required": _("Ghi câu hỏi.")})  # fmt: skip
    text = Lines(
        label=_("Trả lời, đã bỏ thông tin cá nhân"), rows=5, error_messages={"required": _("Ghi trả lời.")}
    )

    def prepare(self) -> None:
        _numbered(self, self.row.questions.all(), "question")


class PromiseForm(ActForm):
    text = Lines(label=_("Hứa làm việc gì"), rows=3, error_messages=_TEXT)
    owner = forms.ModelChoiceField(label=_("Cơ quan chịu trách nhiệm"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan"), error_messages=CHOOSE)  # fmt: skip
    person = forms.ChoiceField(label=_("Người thực hiện"), required=False, help_text=_("Một vai trò hoặc một cán bộ của cơ quan chịu trách nhiệm; giao sau cũng được."), error_messages=CHOOSE)  # fmt: skip
    due_on = VietnamDate(label=_("Hạn thực hiện"), error_messages=_DAY)

    def prepare(self) -> None:
        field: Any = self.fields["owner"]
        below = Q(pk__in=agencies.subtree_ids(self.row.agency_id))
        others = Q(pk__in=addressable(self.on).order_by().values("pk"))
        field.queryset = Agency.objects.on(self.on).filter(below | others).order_by("name")
        own = Agency.objects.on(self.on).filter(pk__in=agencies.subtree_ids(self.row.agency_id))
        _offer(self, queries.people_for(own, self.on))


class AssignForm(ActForm):
    number = forms.TypedChoiceField(label=_("Lời hứa"), coerce=int, error_messages=CHOOSE)
    person = forms.ChoiceField(label=_("Người thực hiện"), error_messages=CHOOSE)

    def prepare(self) -> None:
        made = self.row.promises.select_related("owner")
        _numbered(self, made, "promise")
        _offer(self, queries.people_for({one.owner for one in made}, self.on))


class KeepForm(ActForm):
    number = forms.TypedChoiceField(label=_("Lời hứa"), coerce=int, error_messages=CHOOSE)
    text = Lines(label=_("Đã làm được gì"), rows=3, error_messages=_TEXT)

    def prepare(self) -> None:
        _numbered(self, self.row.promises.all(), "promise")


def _offer(form: ActForm, people: dict[Person, str]) -> None:
    """Let the form choose among people."""
    field: Any = form.fields["person"]
    field.choices = [("", _("Chọn người"))] + [(person.key, label) for person, label in people.items()]


def _numbered(form: ActForm, rows: Iterable[Question | Promise], purpose: str) -> None:
    """Let the form choose among questions or promises by their number and first words."""
    said = queries.words_of(form.row)
    field: Any = form.fields["number"]
    field.choices = [
        (one.number, f"{one.number}. {shortened(said[purpose, one.number]['text'])}") for one in rows
    ]


FORMS: dict[Act, type[ActForm]] = {
    Act.ANNOUNCE: ActForm,
    Act.POSTPONE: PostponeForm,
    Act.CANCEL: CancelForm,
    Act.ANSWER: AnswerForm,
    Act.MINUTES: MinutesForm,
    Act.PROMISE: PromiseForm,
    Act.ASSIGN: AssignForm,
    Act.KEEP: KeepForm,
}
