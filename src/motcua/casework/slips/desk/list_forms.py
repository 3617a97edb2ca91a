"""What is asked for in the address of a list: whose, and which days. Reading only, so no client id."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, AgencyChoice
from motcua.directory.agencies.models import Agency
from motcua.kernel.ui.fields import VietnamDate

LONGEST = timedelta(days=366)


class _OfAgencyForm(forms.Form):
    """A list of one of the agencies in the officer's sight; the only one needs no choosing."""

    agency = AgencyChoice(
        label=_("Cơ quan"), queryset=Agency.objects.none(), empty_label=None, error_messages=CHOOSE
    )

    def __init__(self, asked: dict[str, Any], *, scope: Collection[int], usual: dict[str, Any]) -> None:
        field = Agency.objects.filter(pk__in=scope).order_by(F("valid_to").asc(nulls_first=True), "code")
        first = field.first()
        super().__init__({"agency": first.pk if first else ""} | usual | asked)
        self.fields["agency"].queryset = field  # type: ignore[attr-defined]


class RegisterForm(_OfAgencyForm):
    """Sổ theo dõi hồ sơ."""

    first = VietnamDate(label=_("Từ ngày"), error_messages=BAD_DATE)
    last = VietnamDate(label=_("Đến ngày"), error_messages=BAD_DATE)

    def clean_last(self) -> date:
        first, last = self.cleaned_data.get("first"), self.cleaned_data["last"]
        if first and last < first:
            raise ValidationError(_("Ngày cuối phải từ ngày đầu trở đi."))
        if first and last - first > LONGEST:
            raise ValidationError(_("Mỗi sổ dài nhất là một năm."))
        return last


class HandOverForm(_OfAgencyForm):
    """Danh sách bàn giao."""

    day = VietnamDate(label=_("Ngày giao"), error_messages=BAD_DATE)
