"""Forms around a device."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.devices.actions import NewDevice, NotOfThisPlace, Placed
from motcua.directory.devices.choices import DeviceKind
from motcua.kernel.ui.fields import ClientForm, Words

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

    def __init__(self, *args: object, one_stop: OneStop, on: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_point"].queryset = ServicePoint.objects.on(on).filter(one_stop=one_stop)  # type: ignore[attr-defined]
        self.fields["counters"].queryset = Counter.objects.on(on).filter(one_stop=one_stop)  # type: ignore[attr-defined]
        self.fields["counters"].label_from_instance = lambda c: f"{c.number} {c.name}".strip()  # type: ignore[attr-defined]

    def clean_counters(self) -> list[Counter]:
        return list(self.cleaned_data["counters"])

    def _said(self) -> dict[str, object]:
        said = self.cleaned_data
        counters = tuple(counter.pk for counter in said["counters"])
        return {"name": said["name"], "service_point": said["service_point"], "counter_ids": counters}

    def placed(self) -> Placed:
        return Placed(**self._said())  # type: ignore[arg-type]


class NewDeviceForm(PlacedForm):
    """Khai thiết bị."""

    kind = forms.ChoiceField(label=_("Loại thiết bị"), choices=DeviceKind.choices, widget=forms.RadioSelect)

    field_order = ["kind", "name", "service_point", "counters"]

    def new(self) -> NewDevice:
        return NewDevice(kind=self.cleaned_data["kind"], **self._said())  # type: ignore[arg-type]


class PressForm(ClientForm):
    """A button that needs no words."""
