"""What officers send from the pages of messages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.ui.fields import ClientForm, Words
from motcua.outreach.notifications.choices import CallOutcome


class CallForm(ClientForm):
    """How a call went."""

    outcome = forms.ChoiceField(label=_("Kết quả cuộc gọi"), choices=CallOutcome.choices)
    note = Words(label=_("Ghi chú"), max_length=200, required=False)


class WishForm(ClientForm):
    """Whether the people of a dossier want letters."""

    wish = forms.ChoiceField(choices=[("refuse", _("Không gửi thư")), ("allow", _("Gửi thư"))])
