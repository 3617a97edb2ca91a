"""What officers ask for and send on the pages of ratings."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.casework.ratings import criteria
from motcua.casework.ratings.actions import SetContent
from motcua.casework.ratings.choices import Outcome, SetKind
from motcua.casework.ratings.criteria import BadCriteria, Criterion
from motcua.casework.ratings.models import CriteriaSet
from motcua.casework.ratings.portal.results import DaysForm
from motcua.casework.ratings.rules import FOLLOW_UP_DAYS
from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, AgencyChoice
from motcua.directory.agencies.models import Agency
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words


class ScopeForm(DaysForm):
    """Which agency, which days."""

    agency = AgencyChoice(
        label=_("Cơ quan"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Mọi cơ quan trong phạm vi"),
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, scope: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=scope)  # type: ignore[attr-defined]
        self.order_fields(["agency", "first", "last"])

    def chosen(self) -> Agency | None:
        """The one asked for; None for all."""
        return self.cleaned_data.get("agency") if self.is_bound and self.is_valid() else None


class AnswerForm(ClientForm):
    """What was done about a low mark."""

    outcome = forms.ChoiceField(
        label=_("Đã làm gì"), choices=Outcome.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    text = Lines(
        label=_("Nội dung"),
        max_length=1000,
        help_text=_("Đã tìm hiểu thế nào, sẽ làm gì để lần sau tốt hơn."),
        error_messages={"required": _("Ghi nội dung trả lời.")},
    )


class SetForm(ClientForm):
    """A criteria set, while it is a draft."""

    kind = forms.ChoiceField(label=_("Dùng để"), choices=SetKind.choices, error_messages=CHOOSE)
    agency = AgencyChoice(
        label=_("Áp dụng tại"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Toàn tỉnh"),
        error_messages=CHOOSE,
    )
    title = Words(label=_("Tên"), max_length=160, error_messages={"required": _("Ghi tên bộ tiêu chí.")})
    lines = Lines(
        label=_("Tiêu chí"),
        rows=7,
        help_text=_("Mỗi dòng một tiêu chí. Mức độ hài lòng chung luôn được hỏi trước, không ghi ở đây."),
        error_messages={"required": _("Ghi ít nhất một tiêu chí, mỗi dòng một tiêu chí.")},
    )
    follow_up_days = forms.IntegerField(
        label=_("Hạn xem xét đánh giá thấp (ngày làm việc)"),
        min_value=1,
        max_value=30,
        initial=FOLLOW_UP_DAYS,
        error_messages={"invalid": _("Ghi một số từ 1 đến 30."), "required": _("Ghi một số từ 1 đến 30.")},
    )
    valid_from = VietnamDate(label=_("Áp dụng từ ngày"), error_messages=BAD_DATE)
    valid_to = VietnamDate(
        label=_("Đến hết ngày"),
        required=False,
        help_text=_("Chỉ cho phiếu khảo sát."),
        error_messages=BAD_DATE,
    )

    def __init__(self, *args: Any, scope: Collection[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Agency.objects.on(clock.today())
        field: Any = self.fields["agency"]
        field.queryset = found if scope is None else found.filter(pk__in=scope)
        if scope is not None:
            field.required, field.empty_label = True, now_("Chọn cơ quan")

    def clean_lines(self) -> tuple[Criterion, ...]:
        try:
            return criteria.from_lines(self.cleaned_data["lines"])
        except BadCriteria as failure:
            raise ValidationError(str(failure)) from failure

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_to")
        if said.get("kind") == SetKind.SURVEY and not last and "valid_to" not in self.errors:
            self.add_error("valid_to", ValidationError(now_("Phiếu khảo sát phải có ngày kết thúc.")))
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(now_("Ngày cuối phải từ ngày đầu trở đi.")))
        return said

    def content(self) -> SetContent:
        said = self.cleaned_data
        is_survey = said["kind"] == SetKind.SURVEY
        return SetContent(
            kind=SetKind(said["kind"]),
            agency_id=said["agency"].pk if said["agency"] else None,
            title=said["title"],
            criteria=said["lines"],
            follow_up_days=said["follow_up_days"],
            valid_from=said["valid_from"],
            valid_to=said["valid_to"] if is_survey else None,
        )


def first_values(row: CriteriaSet | None) -> dict[str, Any]:
    """What an edited form begins with."""
    if row is None:
        return {"lines": criteria.to_lines(criteria.STANDARD), "valid_from": clock.today()}
    kept = ("kind", "agency", "title", "follow_up_days", "valid_from", "valid_to")
    return {name: getattr(row, name) for name in kept} | {"lines": criteria.to_lines(row.criteria)}
