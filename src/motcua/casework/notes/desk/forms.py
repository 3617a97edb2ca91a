"""A note, the agency it is for where the officer works in several, and a colleague to call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.notes.names import NobodyOfThatName, SeveralOfThatName, called_in
from motcua.directory.agencies.models import Officer
from motcua.kernel.ui.fields import ClientForm, Lines


class NoteForm(ClientForm):
    text = Lines(
        label=gettext_lazy("Ghi chú cho đồng nghiệp"),
        max_length=2000,
        rows=3,
        help_text=gettext_lazy("Chỉ cán bộ trong cơ quan thấy. Gõ @ và họ tên để nhắc một người."),
    )
    agency_id = forms.TypedChoiceField(label=gettext_lazy("Trong cơ quan"), coerce=int)
    mentioned = forms.TypedChoiceField(
        label=gettext_lazy("Nhắc thêm"), coerce=int, required=False, empty_value=None
    )

    field_order = ["text", "agency_id", "mentioned"]

    def __init__(
        self,
        *args: object,
        places: Sequence[tuple[int, str]],
        colleagues: Sequence[Officer],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = [(officer.pk, officer.name) for officer in colleagues]
        self.fields["agency_id"].choices = [(str(pk), name) for pk, name in places]
        self.fields["agency_id"].initial = places[0][0] if places else None
        if len(places) == 1:
            self.fields["agency_id"].widget = forms.HiddenInput()
        self.fields["mentioned"].choices = [("", "—"), *((str(o.pk), _named(o)) for o in colleagues)]

    def clean_text(self) -> str:
        """The text with whom it calls known; a name nobody bears is said at once."""
        text = self.cleaned_data["text"]
        try:
            self.called = called_in(text, self.colleagues)
        except (NobodyOfThatName, SeveralOfThatName) as failure:
            raise forms.ValidationError(_(str(failure))) from failure
        return text

    def everybody(self) -> list[int]:
        """Whom the note calls, in the text and beside it."""
        chosen: Any = self.cleaned_data["mentioned"]
        return [*self.called, *([chosen] if chosen else [])]


def _named(officer: Officer) -> str:
    return f"{officer.name} ({officer.title})" if officer.title else officer.name
