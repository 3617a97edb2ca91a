from __future__ import annotations

import re

from django import forms

from motcua.facilities.papers.choices import PaperKind, WithdrawalReason

SUBJECT = re.compile(r"[a-z_]{1,20}:[0-9A-Za-z-]{1,40}\Z")


class AddForm(forms.Form):
    """What comes with the files; a person chooses `kind`, the rest is hidden in the page."""

    client_id = forms.UUIDField()
    subject = forms.RegexField(SUBJECT)
    part = forms.CharField(max_length=40, required=False)
    kind = forms.ChoiceField(choices=PaperKind.choices)


class WithdrawForm(forms.Form):
    reason = forms.ChoiceField(choices=WithdrawalReason.choices)


class HoldForm(forms.Form):
    """What comes with a file of a page that is not saved yet."""

    client_id = forms.UUIDField()
