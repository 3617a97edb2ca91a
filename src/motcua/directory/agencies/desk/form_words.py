"""What forms of the directory say of missing and unreadable fields, and how they name an agency."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.models import Agency

MISSING = {"required": _("Chưa nhập ô này.")}
BAD_DATE = {"required": _("Chưa nhập ngày."), "invalid": _("Ngày phải viết dd/mm/yyyy, ví dụ 05/09/2026.")}
CHOOSE = {"required": _("Chưa chọn."), "invalid_choice": _("Lựa chọn này không có.")}


class AgencyChoice(forms.ModelChoiceField):
    def label_from_instance(self, agency: Agency) -> str:
        return f"{agency.code} · {agency.name}"
