"""What people send: one level, then levels of criteria and a remark; all of it optional but the first tap."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.ratings.choices import OVERALL, Level
from motcua.casework.ratings.criteria import OVERALL_LABEL, Criterion
from motcua.casework.ratings.rules import LONGEST_TEXT
from motcua.kernel.ui.fields import ClientForm, Lines

_CHOOSE = {"required": _("Xin chọn một mức."), "invalid_choice": _("Xin chọn một trong năm mức.")}


class LevelForm(forms.Form):
    """The first tap."""

    level = forms.TypedChoiceField(
        label=_("Mức độ hài lòng"), choices=Level.choices, coerce=int, error_messages=_CHOOSE
    )


class DetailsForm(forms.Form):
    """Single criteria and a remark."""

    text = Lines(
        label=_("Điều ông/bà muốn nói thêm"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("Xin đừng ghi tên, số điện thoại, số giấy tờ của mình."),
    )

    def __init__(self, *args: object, criteria: Sequence[Criterion], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.codes = [one.code for one in criteria]
        for one in criteria:
            self.fields[f"c_{one.code}"] = _level_field(one.words)
        self.order_fields([*(f"c_{code}" for code in self.codes), "text"])

    def levels(self) -> dict[str, int]:
        """What was answered, by criterion."""
        said = {code: self.cleaned_data.get(f"c_{code}") for code in self.codes}
        return {code: int(level) for code, level in said.items() if level}


class SurveyForm(DetailsForm, ClientForm):
    """A questionnaire: the overall level is asked for, the rest is not."""

    def __init__(self, *args: object, criteria: Sequence[Criterion], **kwargs: object) -> None:
        super().__init__(*args, criteria=criteria, **kwargs)
        self.codes = [OVERALL, *self.codes]
        self.fields[f"c_{OVERALL}"] = _level_field(OVERALL_LABEL, required=True)
        self.order_fields([*(f"c_{code}" for code in self.codes), "text"])


def _level_field(label: object, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,  # type: ignore[arg-type]
        choices=Level.choices,
        required=required,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
