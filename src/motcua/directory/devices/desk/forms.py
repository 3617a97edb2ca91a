"""Forms around a device."""

from __future__ import annotations

from datetime import date, time

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.devices.actions import NewDevice, NotOfThisPlace, Placed
from motcua.directory.devices.choices import DeviceKind
from motcua.kernel.ui.fields import ClientForm, Words

_CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
MISSING = {"required": _("Xin nhập mục này.")}


class PlacedForm(ClientForm):
    """Sửa thiết bị."""

    refused_at = {NotOfThisPlace: "counters"}
    name = Words(label=_("Tên gọi trong cơ quan"), max_length=120, error_messages=MISSING)
    service_point = forms.ModelChoiceField(
        ServicePoint.objects.none(), label=_("Đặt tại"), required=False, empty_label=_("Trụ sở chính")
    )
    counters = forms.ModelMultipleChoiceField(
        Counter.objects.none(),
        label=_("Quầy"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bảng gọi số: không chọn quầy nào là mọi quầy. Máy đánh giá: đúng một quầy."),
    )

    volume = forms.IntegerField(
        label=_("Âm lượng khi gọi (0–100)"),
        min_value=0,
        max_value=100,
        initial=80,
        help_text=_("Chỉ dùng cho bảng gọi số."),
    )
    quiet_from = forms.TimeField(label=_("Không phát tiếng từ"), required=False, widget=_CLOCK)
    quiet_to = forms.TimeField(label=_("đến"), required=False, widget=_CLOCK)

    def __init__(self, *args: object, one_stop: OneStop, on: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_point"].queryset = ServicePoint.objects.on(on).filter(one_stop=one_stop)  # type: ignore[attr-defined]
        self.fields["counters"].queryset = Counter.objects.on(on).filter(one_stop=one_stop)  # type: ignore[attr-defined]
        self.fields["counters"].label_from_instance = lambda c: f"{c.number} {c.name}".strip()  # type: ignore[attr-defined]

    def clean_counters(self) -> list[Counter]:
        return list(self.cleaned_data["counters"])

    def clean_quiet_from(self) -> str:
        return _hour(self.cleaned_data["quiet_from"])

    def clean_quiet_to(self) -> str:
        return _hour(self.cleaned_data["quiet_to"])

    def clean(self) -> None:
        super().clean()
        hours = [self.cleaned_data.get(name) for name in ("quiet_from", "quiet_to")]
        if any(hours) and (not all(hours) or hours[0] == hours[1]):
            self.add_error("quiet_to", _("Xin nhập cả giờ bắt đầu và giờ kết thúc, khác nhau."))

    def _said(self) -> dict[str, object]:
        said = self.cleaned_data
        start, end = said["quiet_from"], said["quiet_to"]
        return {
            "name": said["name"],
            "service_point": said["service_point"],
            "counter_ids": tuple(counter.pk for counter in said["counters"]),
            "volume": said["volume"],
            "quiet": ((start, end),) if start and end else (),
        }

    def placed(self) -> Placed:
        return Placed(**self._said())  # type: ignore[arg-type]


def _hour(said: time | None) -> str:
    return f"{said:%H:%M}" if said is not None else ""


class NewDeviceForm(PlacedForm):
    """Khai thiết bị."""

    kind = forms.ChoiceField(label=_("Loại thiết bị"), choices=DeviceKind.choices, widget=forms.RadioSelect)

    field_order = ["kind", "name", "service_point", "counters", "volume", "quiet_from", "quiet_to"]

    def new(self) -> NewDevice:
        return NewDevice(kind=self.cleaned_data["kind"], **self._said())  # type: ignore[arg-type]


class PressForm(ClientForm):
    """A button that needs no words."""
