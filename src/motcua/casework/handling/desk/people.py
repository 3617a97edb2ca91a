"""Between a form's fields and the parties of a dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import PartyKind
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.directory.applicants import identity
from motcua.directory.applicants.card import Card
from motcua.kernel.ui.fields import ClientForm, VietnamDate, Words

_NEEDED = {
    "owner_personal_id": _("Nhập số căn cước hoặc quét thẻ của chủ hồ sơ."),
    "owner_tax_code": _("Nhập mã số thuế hoặc mã số doanh nghiệp."),
}
SEXES = [("", "—"), ("Nam", _("Nam")), ("Nữ", _("Nữ"))]

_SEX_ON_CARD = {"male": "Nam", "female": "Nữ"}

_OWNER = ("kind", "personal_id", "tax_code", "name", "born_on", "sex", "address", "phone", "email")
_SUBMITTER = ("name", "personal_id", "phone")


def initial_of(parties: Parties) -> dict[str, Any]:
    """Initial values of the form's people."""
    found = {f"owner_{name}": getattr(parties.owner, name) for name in _OWNER}
    if parties.submitter:
        found |= {f"submitter_{name}": getattr(parties.submitter, name) for name in _SUBMITTER}
    return found


def filled_from(card: Card) -> dict[str, str]:
    """Form values that a citizen card gives."""
    born: date | None = card.born_on
    return {
        "owner_kind": "citizen",
        "owner_personal_id": card.personal_id,
        "owner_name": card.name,
        "owner_born_on": born.strftime("%d/%m/%Y") if born else "",
        "owner_sex": _SEX_ON_CARD.get(card.sex, ""),
        "owner_address": card.address,
    }


class PeopleForm(ClientForm):
    """The owner, and the submitter when somebody else hands the dossier in."""

    owner_kind = forms.ChoiceField(
        label=_("Chủ hồ sơ là"), choices=PartyKind.choices, initial=PartyKind.CITIZEN
    )
    owner_personal_id = Words(label=_("Số căn cước"), max_length=20, required=False)
    owner_tax_code = Words(label=_("Mã số thuế"), max_length=20, required=False)
    owner_name = Words(label=_("Họ và tên, tên tổ chức"), max_length=200)
    owner_born_on = VietnamDate(label=_("Ngày sinh"), required=False)
    owner_sex = forms.ChoiceField(label=_("Giới tính"), choices=SEXES, required=False)
    owner_address = Words(label=_("Nơi thường trú, trụ sở"), max_length=300, required=False)
    owner_phone = Words(label=_("Điện thoại nhận tin"), max_length=20, required=False)
    owner_email = forms.EmailField(label=_("Thư điện tử"), max_length=120, required=False)

    submitter_name = Words(label=_("Người nộp thay"), max_length=200, required=False)
    submitter_personal_id = Words(label=_("Số căn cước người nộp thay"), max_length=20, required=False)
    submitter_phone = Words(label=_("Điện thoại người nộp thay"), max_length=20, required=False)

    def clean_owner_personal_id(self) -> str:
        return self._checked_personal_id("owner_personal_id")

    def clean_submitter_personal_id(self) -> str:
        return self._checked_personal_id("submitter_personal_id")

    def _checked_personal_id(self, name: str) -> str:
        return self._checked(identity.clean_personal_id, self.cleaned_data[name])

    @staticmethod
    def _checked(check: Callable[[str], str], written: str) -> str:
        """A number as it is stored; empty stays empty, a wrong one gets its own message."""
        if not written:
            return ""
        try:
            return check(written)
        except identity.NotValid as failure:
            raise forms.ValidationError(str(failure)) from failure

    def clean_owner_tax_code(self) -> str:
        return self._checked(identity.clean_tax_code, self.cleaned_data["owner_tax_code"])

    def clean_owner_phone(self) -> str:
        return self._checked(identity.clean_phone, self.cleaned_data["owner_phone"])

    def clean_submitter_phone(self) -> str:
        return self._checked(identity.clean_phone, self.cleaned_data["submitter_phone"])

    def clean_owner_born_on(self) -> date | None:
        born = self.cleaned_data["owner_born_on"]
        if born and not date(1900, 1, 1) <= born:
            raise forms.ValidationError(_("Ngày sinh không hợp lý."))
        return born

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        citizen = data.get("owner_kind") == PartyKind.CITIZEN
        needed = "owner_personal_id" if citizen else "owner_tax_code"
        if not data.get(needed) and needed not in self.errors:
            self.add_error(needed, _NEEDED[needed])
        return data

    def parties(self) -> Parties:
        """What the form says of the people."""
        data = self.cleaned_data
        owner = PartyData(**{name: data[f"owner_{name}"] for name in _OWNER})
        if not data["submitter_name"]:
            return Parties(owner)
        return Parties(owner, PartyData(**{name: data[f"submitter_{name}"] for name in _SUBMITTER}))
