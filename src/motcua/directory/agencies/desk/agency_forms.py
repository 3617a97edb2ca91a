"""Forms for the tree of agencies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies import queries
from motcua.directory.agencies.actions import NewAgency, SuccessionTerms
from motcua.directory.agencies.choices import AgencyKind, Level, SuccessionKind
from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, MISSING, AgencyChoice
from motcua.directory.agencies.models import Agency
from motcua.directory.agencies.rules import normal_code
from motcua.directory.units.choices import UnitRegime
from motcua.directory.units.models import Unit
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words

MAX_SUCCESSORS = 20


class NewAgencyForm(ClientForm):
    """Thêm cơ quan."""

    code = Words(label=_("Mã định danh"), max_length=35, help_text=_("Ví dụ H27.05."), error_messages=MISSING)
    code_is_provisional = forms.BooleanField(label=_("Mã tạm, chờ ban hành"), required=False)
    old_code = Words(
        label=_("Mã định danh cũ"), max_length=13, required=False, help_text=_("Dạng 000.00.05.H27.")
    )
    name = Words(label=_("Tên cơ quan"), max_length=255, error_messages=MISSING)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices, error_messages=CHOOSE)
    kind = forms.ChoiceField(label=_("Loại"), choices=AgencyKind.choices, error_messages=CHOOSE)
    parent = AgencyChoice(
        label=_("Cơ quan cấp trên"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Không có"),
        error_messages=CHOOSE,
    )
    unit_code = Words(
        label=_("Mã xã hoặc tỉnh"),
        max_length=10,
        required=False,
        help_text=_("Mã đơn vị hành chính, ví dụ 18562."),
    )
    valid_from = VietnamDate(label=_("Hoạt động từ ngày"), error_messages=BAD_DATE)
    phone = Words(label=_("Điện thoại"), max_length=30, required=False)
    address = Words(label=_("Địa chỉ"), max_length=255, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Agency.objects.on(on)  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = on

    def clean_code(self) -> str:
        return normal_code(self.cleaned_data["code"])

    def clean_old_code(self) -> str:
        return normal_code(self.cleaned_data["old_code"])

    def clean_unit_code(self) -> Unit | None:
        """The unit behind the code; provinces and communes do not share codes."""
        code = self.cleaned_data["unit_code"]
        unit = Unit.objects.filter(regime=UnitRegime.TWO_TIER, code=code).first() if code else None
        if code and unit is None:
            raise ValidationError(now_("Không có đơn vị hành chính mang mã này."))
        return unit

    def agency(self) -> NewAgency:
        said = {name: value for name, value in self.cleaned_data.items() if name != "client_id"}
        return NewAgency(unit=said.pop("unit_code"), **said)


class AgencyNameForm(ClientForm):
    """Tên mới từ một ngày."""

    name = Words(label=_("Tên cơ quan"), max_length=255, error_messages=MISSING)
    on = VietnamDate(label=_("Mang tên này từ ngày"), error_messages=BAD_DATE)


class ContactForm(ClientForm):
    """Điện thoại, địa chỉ."""

    phone = Words(label=_("Điện thoại"), max_length=30, required=False)
    address = Words(label=_("Địa chỉ"), max_length=255, required=False)


class SuccessionForm(ClientForm):
    """Kết thúc và kế thừa."""

    successors = Words(
        label=_("Mã cơ quan kế thừa"),
        max_length=700,
        help_text=_("Một hay nhiều mã, cách nhau bằng dấu phẩy."),
        error_messages=MISSING,
    )
    kind = forms.ChoiceField(label=_("Cách kế thừa"), choices=SuccessionKind.choices, error_messages=CHOOSE)
    on = VietnamDate(label=_("Kế thừa từ ngày"), error_messages=BAD_DATE)
    decision = Words(
        label=_("Quyết định"),
        max_length=120,
        help_text=_("Số, ký hiệu, ngày và cơ quan ban hành."),
        error_messages=MISSING,
    )

    def clean_successors(self) -> list[Agency]:
        codes = [code for code in self.cleaned_data["successors"].split(",") if code.strip()]
        if len(codes) > MAX_SUCCESSORS:
            raise ValidationError(now_("Nhiều cơ quan kế thừa quá."))
        found = {code.strip(): queries.agency_with_code(code) for code in codes}
        unknown = [code for code, agency in found.items() if agency is None]
        if unknown or not found:
            raise ValidationError(
                now_("Không có cơ quan mang mã: %(codes)s.") % {"codes": ", ".join(unknown)}
            )
        return list({agency.pk: agency for agency in found.values() if agency}.values())

    def terms(self) -> SuccessionTerms:
        return SuccessionTerms(**{name: self.cleaned_data[name] for name in ("kind", "on", "decision")})
