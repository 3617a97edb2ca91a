from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.facilities.voice import sound
from motcua.facilities.voice.actions.record_clip import RecordingRefused, keep_recording
from motcua.kernel.files.actions import KeptFile
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.store import NotSaved
from motcua.kernel.ui.fields import ClientForm


class RecordingForm(ClientForm):
    """Thay bằng bản ghi riêng."""

    kept: KeptFile

    recording = forms.FileField(
        label=_("Bản ghi âm"),
        help_text=_("Tệp WAV 16 bit, dưới 6 giây, chỉ đọc đúng lời ghi ở trên."),
        error_messages={"required": _("Chưa chọn tệp."), "empty": _("Tệp trống.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".wav,audio/wav"}),
    )

    def clean_recording(self) -> str:
        """Its hash; the file itself is judged and on disk."""
        upload: Any = self.cleaned_data["recording"]
        try:
            content = upload.read(sound.MAX_BYTES + 1)
            self.kept = keep_recording(content)
        except (RecordingRefused, FileRefused, NotSaved) as refusal:
            raise ValidationError(str(refusal)) from refusal
        return hashlib.sha256(content).hexdigest()


class RevertForm(ClientForm):
    """Trở về giọng của máy."""
