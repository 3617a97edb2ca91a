"""What is asked for in the address: which agency, which days. Reading only, so no client id."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.desk.form_words import BAD_DATE, CHOOSE, AgencyChoice
from motcua.directory.agencies.models import Agency
from motcua.insight.statistics.choices import Span
from motcua.insight.statistics.rules import LONGEST, Period, period_of
from motcua.kernel import clock
from motcua.kernel.ui.fields import VietnamDate


class PeriodForm(forms.Form):
    """Cơ quan và kỳ."""

    agency = AgencyChoice(
        label=_("Cơ quan"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Mọi cơ quan trong phạm vi"),
        error_messages=CHOOSE,
    )
    span = forms.ChoiceField(label=_("Kỳ"), choices=Span.choices, error_messages=CHOOSE)
    first = VietnamDate(label=_("Từ ngày"), required=False, error_messages=BAD_DATE)
    last = VietnamDate(label=_("Đến ngày"), required=False, error_messages=BAD_DATE)

    def __init__(self, asked: dict[str, Any], *, scope: Collection[int], usual: str) -> None:
        super().__init__({"span": usual} | asked)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=scope)  # type: ignore[attr-defined]
        self._usual = usual

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("span") == Span.CHOSEN and not self.errors:
            self._check_days()
        return said

    def _check_days(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        for name, day in (("first", first), ("last", last)):
            if day is None:
                self.add_error(name, ValidationError(now_("Chưa nhập ngày.")))
        if first and last and last < first:
            self.add_error("last", ValidationError(now_("Ngày cuối phải từ ngày đầu trở đi.")))
        elif first and last and last - first > LONGEST:
            self.add_error("last", ValidationError(now_("Kỳ dài nhất là hai năm.")))

    def period(self) -> Period:
        """What was asked for; the usual period while something is wrong."""
        today = clock.today()
        if not self.is_valid():
            return period_of(self._usual, today)
        if self.cleaned_data["span"] == Span.CHOSEN:
            return Period(self.cleaned_data["first"], self.cleaned_data["last"])
        return period_of(self.cleaned_data["span"], today)


class FeeDayForm(forms.Form):
    """Một cửa và ngày."""

    one_stop = AgencyChoice(
        label=_("Bộ phận Một cửa"), queryset=Agency.objects.none(), empty_label=None, error_messages=CHOOSE
    )
    on = VietnamDate(label=_("Ngày"), error_messages=BAD_DATE)

    def __init__(self, asked: dict[str, Any], *, scope: Collection[int]) -> None:
        usual = {"one_stop": min(scope, default=None), "on": clock.today()}
        super().__init__(usual | asked)
        self.fields["one_stop"].queryset = Agency.objects.filter(pk__in=scope)  # type: ignore[attr-defined]
        self.has_places = bool(scope)
