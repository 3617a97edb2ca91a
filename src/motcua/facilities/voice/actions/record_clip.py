"""An office replaces a clip by its own recording, or goes back to the machine's voice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.agencies.models import Officer, OneStop
from motcua.directory.identity.refusal import Refused
from motcua.facilities.voice import clips, sound
from motcua.facilities.voice.events import ClipRecorded, ClipReverted
from motcua.facilities.voice.models import Recording, subject_of
from motcua.kernel.events import log
from motcua.kernel.files import store
from motcua.kernel.files.actions import KeptFile, record_file

MEDIA_TYPE = "audio/wav"


class NoSuchClip(Refused):
    """Không có đoạn âm này."""


class NothingRecorded(Refused):
    """Đoạn này đang dùng giọng của máy."""


class RecordingRefused(Refused):
    """Bản ghi không dùng được."""

    def __init__(self, code: str) -> None:
        super().__init__(_why(code))
        self.code = code


def keep_recording(content: bytes) -> KeptFile:
    """Judge a recording and put it on disk; call it before the transaction. Raises RecordingRefused, NotSaved."""
    try:
        sound.judge(content)
    except sound.Unheard as unheard:
        raise RecordingRefused(unheard.code) from None
    with store.receive([content], limit=sound.MAX_BYTES) as received:
        store.keep(received)
        return KeptFile(received.sha256, received.size, MEDIA_TYPE)


@transaction.atomic
def record_clip(*, one_stop: OneStop, clip: str, file: KeptFile, at: datetime, actor: Officer) -> Recording:
    """From now on the office's own recording is played. Raises NoSuchClip."""
    if clip not in clips.BY_CODE:
        raise NoSuchClip
    _end(one_stop, clip, at)
    row = Recording.objects.create(
        one_stop=one_stop,
        clip=clip,
        file=record_file(file=file, stored_at=at),
        recorded_at=at,
        recorded_by=actor,
    )
    fact = ClipRecorded(recording_id=row.pk, clip=clip, sha256=file.sha256)
    _publish(fact, one_stop, at, actor)
    return row


@transaction.atomic
def revert_clip(*, one_stop: OneStop, clip: str, at: datetime, actor: Officer) -> Recording:
    """Back to the machine's voice. Raises NothingRecorded."""
    row = _end(one_stop, clip, at)
    if row is None:
        raise NothingRecorded
    _publish(ClipReverted(recording_id=row.pk, clip=clip), one_stop, at, actor)
    return row


def _end(one_stop: OneStop, clip: str, at: datetime) -> Recording | None:
    """Close the recording in use; one-stops are locked first, so that two uploads follow each other."""
    OneStop.objects.select_for_update().get(pk=one_stop.pk)
    row = Recording.objects.filter(one_stop=one_stop, clip=clip, ended_at__isnull=True).first()
    if row is not None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    return row


def _publish(fact: ClipRecorded | ClipReverted, one_stop: OneStop, at: datetime, actor: Officer) -> None:
    log.publish(
        fact,
        subject=subject_of(one_stop.pk),
        happened_at=at,
        actor_id=actor.pk,
        agency_id=one_stop.agency_id,
    )


def _why(code: str) -> str:
    reasons = {
        "too_large": _("Tệp lớn quá 1,5 MB."),
        "no_wav": _("Chỉ nhận tệp âm thanh WAV."),
        "other_wav": _("Tệp WAV phải ở dạng PCM 16 bit, một hoặc hai kênh, 8–48 kHz; hãy lưu lại đúng dạng."),
        "damaged": _("Tệp bị hỏng, bị cắt giữa chừng hoặc có nội dung khác ghép vào."),
        "too_short": _("Bản ghi quá ngắn, không nghe kịp."),
        "too_long": _("Bản ghi dài quá 6 giây; hãy cắt bớt khoảng lặng."),
        "too_quiet": _("Bản ghi quá nhỏ hoặc không có tiếng; hãy ghi lại gần micrô hơn."),
        "too_loud": _("Bản ghi quá to, tiếng bị vỡ; hãy ghi lại xa micrô hơn."),
    }
    return reasons[code]
