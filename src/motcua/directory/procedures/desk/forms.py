"""Forms of the desk: looking through the catalogue, and what an agency offers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.directory.procedures.actions.offer_procedure import OfferTerms
from motcua.directory.procedures.choices import LimitUnit
from motcua.directory.procedures.models import Offer
from motcua.directory.procedures.portal.forms import SearchForm
from motcua.directory.procedures.rules.limits import Limit
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words

UNITS = [unit for unit in LimitUnit if unit != LimitUnit.OTHER]
NUMBER = {
    "invalid": _("Xin nhập một số."),
    "min_value": _("Không nhập số âm."),
    "max_value": _("Số này lớn quá."),
    "max_digits": _("Số này dài quá."),
    "max_whole_digits": _("Số này lớn quá."),
    "max_decimal_places": _("Tối đa ba chữ số sau dấu phẩy."),
}


class DeskSearchForm(SearchForm):
    """The citizens' search, and what the own agencies offer."""

    own = forms.BooleanField(label=_("Chỉ thủ tục cơ quan tôi áp dụng"), required=False)

    def is_own(self) -> bool:
        return bool(self._given("own"))


class OfferForm(ClientForm):
    """Áp dụng thủ tục tại một cơ quan."""

    limit_value = forms.DecimalField(
        label=_("Thời hạn tại cơ quan"),
        help_text=_(
            "Chỉ được ngắn hơn thời hạn theo quy định; để trống nếu theo quy định, 0 nếu trả trong ngày."
        ),
        required=False,
        localize=True,
        min_value=Decimal(0),
        max_value=Decimal(10_000),
        max_digits=8,
        decimal_places=3,
        error_messages=NUMBER,
    )
    limit_unit = forms.ChoiceField(
        label=_("Đơn vị"),
        required=False,
        choices=[("", "–"), *((unit.value, unit.label) for unit in UNITS)],
        error_messages={"invalid_choice": _("Xin chọn một đơn vị trong danh sách.")},
    )
    fee_vnd = forms.IntegerField(
        label=_("Mức thu tại cơ quan (đồng)"),
        help_text=_("Để trống nếu theo mức đã công bố."),
        required=False,
        min_value=0,
        max_value=1_000_000_000_000,
        error_messages=NUMBER,
    )
    fee_note = Words(label=_("Căn cứ mức thu"), max_length=400, required=False)
    contact = Words(
        label=_("Liên hệ"),
        max_length=400,
        required=False,
        help_text=_("Nơi ngồi, điện thoại; hiện cho người dân."),
    )
    starts_on = VietnamDate(
        label=_("Áp dụng từ ngày"),
        required=False,
        help_text=_("Để trống nếu từ hôm nay."),
        error_messages={"invalid": _("Xin nhập ngày dạng dd/mm/yyyy.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if (
            said.get("limit_value") is not None
            and not said.get("limit_unit")
            and "limit_unit" not in self.errors
        ):
            self.add_error("limit_unit", now_("Xin chọn đơn vị của thời hạn."))
        return said

    def terms(self) -> OfferTerms:
        said = self.cleaned_data
        value = said["limit_value"]
        return OfferTerms(
            limit=None if value is None else Limit(value, said["limit_unit"]),
            fee_vnd=said["fee_vnd"],
            fee_note=said["fee_note"],
            contact=said["contact"],
            starts_on=said["starts_on"],
        )

    @staticmethod
    def of(offer: Offer | None) -> dict[str, Any]:
        """What the form shows of an offer that stands."""
        if offer is None:
            return {}
        names = ("limit_unit", "fee_vnd", "fee_note", "contact")
        value = None if offer.limit_value is None else offer.limit_value.normalize()
        return {name: getattr(offer, name) for name in names} | {"limit_value": value}
