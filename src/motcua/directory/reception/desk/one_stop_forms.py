"""Forms for one-stops, service points and counters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.actions import (
    AlreadyOneStop,
    ClosesOutsideLife,
    NewCounter,
    NewOneStop,
    NewServicePoint,
    NumberTaken,
    OpensOutsideLife,
    PlaceNotOpen,
    PointElsewhere,
    Reached,
)
from motcua.directory.agencies.choices import CounterKind, OneStopKind
from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, MISSING, AgencyChoice
from motcua.directory.agencies.models import Agency, OneStop, ServicePoint
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words

MAX_NUMBER = 999
NUMBER_ERRORS = MISSING | {
    "invalid": _("Số quầy là số nguyên, ví dụ 3."),
    "min_value": _("Số quầy từ 1 trở lên."),
}


class OpenOneStopForm(ClientForm):
    """Mở Bộ phận Một cửa."""

    refused_at = {AlreadyOneStop: "agency", OpensOutsideLife: "valid_from"}
    wide = ("agency", "serves", "kind")

    agency = AgencyChoice(
        label=_("Cơ quan mở Bộ phận Một cửa"),
        queryset=Agency.objects.none(),
        empty_label=_("Chọn cơ quan"),
        help_text=_("Công chức một cửa được giao vai trò tại cơ quan này."),
        error_messages=CHOOSE,
    )
    serves = AgencyChoice(
        label=_("Tiếp nhận cho"),
        queryset=Agency.objects.none(),
        empty_label=_("Chọn cơ quan"),
        help_text=_("Hồ sơ của cơ quan này và các đơn vị trực thuộc được nhận, trả tại đây."),
        error_messages=CHOOSE,
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=OneStopKind.choices, error_messages=CHOOSE)
    valid_from = VietnamDate(label=_("Mở từ ngày"), error_messages=BAD_DATE)

    def __init__(self, *args: Any, field: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = field  # type: ignore[attr-defined]
        self.fields["serves"].queryset = field  # type: ignore[attr-defined]

    def new(self) -> NewOneStop:
        names = ("agency", "serves", "kind", "valid_from")
        return NewOneStop(**{name: self.cleaned_data[name] for name in names})


class ReachedForm(ClientForm):
    """Tên, điện thoại, địa chỉ."""

    wide = ("name", "address")

    name = Words(label=_("Tên"), max_length=255, error_messages=MISSING)
    phone = Words(label=_("Điện thoại"), max_length=30, required=False)
    address = Words(label=_("Địa chỉ"), max_length=255, required=False)

    def reached(self) -> Reached:
        return Reached(**{name: self.cleaned_data[name] for name in ("name", "phone", "address")})


class NewServicePointForm(ReachedForm):
    """Thêm điểm tiếp nhận."""

    refused_at = {PlaceNotOpen: "valid_from"}

    valid_from = VietnamDate(label=_("Mở từ ngày"), error_messages=BAD_DATE)

    def new(self) -> NewServicePoint:
        names = ("name", "phone", "address", "valid_from")
        return NewServicePoint(**{name: self.cleaned_data[name] for name in names})


class CounterForm(ClientForm):
    """Sửa quầy."""

    refused_at: dict[type[Exception], str] = {PointElsewhere: "service_point", PlaceNotOpen: "service_point"}
    wide = ("name", "service_point")

    kind = forms.ChoiceField(label=_("Loại"), choices=CounterKind.choices, error_messages=CHOOSE)
    name = Words(
        label=_("Lĩnh vực"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ: Hộ tịch, chứng thực. Để trống nếu quầy nhận mọi lĩnh vực."),
    )
    service_point = forms.ModelChoiceField(
        label=_("Đặt tại"),
        queryset=ServicePoint.objects.none(),
        required=False,
        empty_label=_("Trụ sở chính"),
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, one_stop: OneStop, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = one_stop.service_points.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        self.fields["service_point"].queryset = points  # type: ignore[attr-defined]


class NewCounterForm(CounterForm):
    """Thêm quầy."""

    refused_at = {NumberTaken: "number", PointElsewhere: "service_point", PlaceNotOpen: "valid_from"}
    field_order = ("number", "kind", "name", "service_point", "valid_from")

    number = forms.IntegerField(
        label=_("Số quầy"),
        min_value=1,
        validators=[MaxValueValidator(MAX_NUMBER, _("Số quầy không quá 999."))],
        error_messages=NUMBER_ERRORS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3"}),
    )
    valid_from = VietnamDate(label=_("Mở từ ngày"), error_messages=BAD_DATE)

    def new(self) -> NewCounter:
        names = ("number", "kind", "name", "service_point", "valid_from")
        return NewCounter(**{name: self.cleaned_data[name] for name in names})


class CloseForm(ClientForm):
    """Đóng từ một ngày."""

    refused_at = {ClosesOutsideLife: "on"}

    on = VietnamDate(label=_("Đóng từ ngày"), error_messages=BAD_DATE)
