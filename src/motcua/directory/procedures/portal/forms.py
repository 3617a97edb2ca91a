"""What a person looks for in the catalogue."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from motcua.directory.procedures.choices import Audience, OnlineLevel, ProcedureLevel
from motcua.directory.procedures.queries import Filters
from motcua.kernel.ui.fields import Words

ONLINE = [OnlineLevel.FULL_ONLINE, OnlineLevel.PARTIAL_ONLINE, OnlineLevel.NONE]
NOT_KNOWN = {"invalid_choice": _("Lựa chọn này không có trong danh sách.")}


class SearchForm(forms.Form):
    """Words and filters; everything may be left out."""

    q = Words(
        label=_("Việc cần làm hoặc mã thủ tục"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Xin gõ ngắn hơn, tối đa 200 chữ cái.")},
    )
    sector = forms.CharField(
        label=_("Lĩnh vực"),
        max_length=400,
        required=False,
        validators=[RegexValidator(r"\A[a-z0-9-]+\Z", _("Lĩnh vực không có trong danh mục."))],
    )
    level = forms.ChoiceField(
        label=_("Nơi giải quyết"),
        required=False,
        choices=[("", _("Mọi cấp")), *ProcedureLevel.choices],
        error_messages=NOT_KNOWN,
    )
    audience = forms.ChoiceField(
        label=_("Dành cho"),
        required=False,
        choices=[("", _("Mọi đối tượng")), *Audience.choices],
        error_messages=NOT_KNOWN,
    )
    online = forms.ChoiceField(
        label=_("Nộp trực tuyến"),
        required=False,
        choices=[("", _("Không phân biệt")), *((level.value, level.label) for level in ONLINE)],
        error_messages=NOT_KNOWN,
    )

    def text(self) -> str:
        return self._given("q")

    def filters(self) -> Filters:
        """The filters that could be read; the others count as not given."""
        return Filters(
            sector=self._given("sector"),
            level=self._given("level"),
            audience=self._given("audience"),
            online_level=self._given("online"),
        )

    def _given(self, name: str) -> str:
        self.is_valid()
        return self.cleaned_data.get(name, "")
