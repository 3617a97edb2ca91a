"""Forms for lending a role and for being away. People name the last day; rows hold the day after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.actions import (
    DelegateElsewhere,
    HeldAlready,
    Lending,
    LentBeyondOwn,
    LentToOneself,
    NotLendable,
)
from motcua.directory.agencies.choices import SignsAs
from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, MISSING
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff.actions import (
    AbsenceDays,
    AbsenceOverlaps,
    NewAbsence,
    SubstituteAway,
    SubstituteUnfit,
)
from motcua.directory.staff.choices import AbsenceReason
from motcua.directory.staff.queries import ONE_DAY
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words


class LendingForm(ClientForm):
    """Ủy quyền một vai trò."""

    refused_at = {
        NotLendable: "membership",
        LentBeyondOwn: "last_day",
        LentToOneself: "to",
        DelegateElsewhere: "to",
        HeldAlready: "to",
    }

    membership = forms.TypedChoiceField(label=_("Vai trò ủy quyền"), coerce=int, error_messages=CHOOSE)
    to = forms.TypedChoiceField(label=_("Người nhận ủy quyền"), coerce=int, error_messages=CHOOSE)
    valid_from = VietnamDate(label=_("Từ ngày"), error_messages=BAD_DATE)
    last_day = VietnamDate(label=_("Đến hết ngày"), error_messages=BAD_DATE)
    signs_as = forms.ChoiceField(
        label=_("Thể thức ký"),
        choices=SignsAs.choices,
        initial=SignsAs.AUTHORISED,
        help_text=_("Cấp phó ký thay (KT.); người đứng đầu đơn vị thuộc cơ quan ký thừa ủy quyền (TUQ.)."),
        error_messages=CHOOSE,
    )
    decision = Words(
        label=_("Văn bản ủy quyền"),
        max_length=120,
        help_text=_("Số, ký hiệu, ngày."),
        error_messages=MISSING,
    )

    def __init__(
        self, *args: Any, own: Iterable[Membership], people: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = {row.pk: row for row in own}
        roles = [(pk, f"{row.get_role_display()}, {row.agency.name}") for pk, row in self.own.items()]
        self.fields["membership"].choices = roles
        self.fields["to"].choices = [("", _("Chọn người")), *people]

    def lending(self) -> Lending:
        """What was asked for; only after `is_valid()`."""
        said = self.cleaned_data
        return Lending(
            membership=self.own[said["membership"]],
            to=Officer.objects.get(pk=said["to"]),
            valid_from=said["valid_from"],
            valid_to=said["last_day"] + ONE_DAY,
            decision=said["decision"],
            signs_as=said["signs_as"],
        )


class AbsenceForm(ClientForm):
    """Báo vắng mặt."""

    refused_at = {
        AbsenceDays: "last_day",
        AbsenceOverlaps: "valid_from",
        SubstituteUnfit: "substitute",
        SubstituteAway: "substitute",
    }

    valid_from = VietnamDate(label=_("Vắng từ ngày"), error_messages=BAD_DATE)
    last_day = VietnamDate(label=_("Đến hết ngày"), error_messages=BAD_DATE)
    reason = forms.ChoiceField(label=_("Lý do"), choices=AbsenceReason.choices, error_messages=CHOOSE)
    substitute = forms.TypedChoiceField(
        label=_("Người thay"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Phải giữ cùng vai trò tại cùng cơ quan. Để trống thì việc mới chờ cả vai trò."),
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = [("", _("Không có, chờ cả vai trò")), *people]

    def absence(self, officer: Officer) -> NewAbsence:
        """What was said of an officer; only after `is_valid()`."""
        said = self.cleaned_data
        return NewAbsence(
            officer=officer,
            valid_from=said["valid_from"],
            valid_to=said["last_day"] + ONE_DAY,
            reason=said["reason"],
            substitute=Officer.objects.get(pk=said["substitute"]) if said["substitute"] else None,
        )


class PlainForm(ClientForm):
    """Nothing is asked; the press alone counts."""
