"""What is sent about hand-over lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.handovers.models import PaperMove
from motcua.kernel.ui.fields import ClientForm


class ListForm(ClientForm):
    """Which of the waiting papers go on the list; all of them unless somebody says otherwise."""

    moves = forms.TypedMultipleChoiceField(
        label=_("Hồ sơ đưa vào danh sách"),
        coerce=int,
        error_messages={
            "required": _("Hãy chọn ít nhất một hồ sơ."),
            "invalid_choice": _("Có hồ sơ đã lên danh sách khác. Hãy xem lại."),
        },
    )

    def __init__(self, data: Any, *, waiting: Sequence[PaperMove]) -> None:
        super().__init__(data)
        self.fields["moves"].choices = [(move.pk, str(move.dossier)) for move in waiting]  # type: ignore[attr-defined]
        self.fields["moves"].initial = [move.pk for move in waiting]

    def chosen(self) -> set[str]:
        """What stands ticked on the page."""
        return {str(value) for value in self["moves"].value() or ()}


class ScanForm(forms.Form):
    """Numbers from a scanner, one or many. No client id: a number received twice is only said to be so."""

    numbers = forms.CharField(
        label=_("Số mã vạch"),
        max_length=20_000,
        strip=True,
        error_messages={
            "required": _("Hãy quét mã vạch hoặc gõ số in dưới mã vạch."),
            "max_length": _("Nhiều nhất 500 số một lần."),
        },
    )
