"""What is played for a call, and from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from motcua.facilities.voice import clips, made
from motcua.facilities.voice.clips import Clip
from motcua.facilities.voice.models import Recording
from motcua.kernel.files import store
from motcua.kernel.prepared import Given, Prepared

MARK = 16  # signs of the hash in an address: enough to tell contents apart


@dataclass(frozen=True)
class Voiced:
    """A clip as an office plays it; without an address where nobody ever said it."""

    clip: Clip
    url: str
    recording: Recording | None


_IN_USE = Prepared(
    lambda: Recording.objects.filter(one_stop_id=Given("one_stop"), ended_at__isnull=True).select_related(
        "recorded_by"
    )
)


def recordings_of(one_stop_id: int) -> dict[str, Recording]:
    """In use now, by clip."""
    return {row.clip: row for row in _IN_USE(one_stop=one_stop_id)}


def voiced(one_stop_id: int) -> list[Voiced]:
    """Every clip there is."""
    own = recordings_of(one_stop_id)
    return [_voiced(one_stop_id, clip, own.get(clip.code)) for clip in clips.ALL]


def call_urls(
    one_stop_id: int, *, ticket: str, counter: int, own: Mapping[str, Recording] | None = None
) -> list[str]:
    """Addresses to play one after another for a call: chime first.

    Half a number would mislead: where a clip is missing, or the number cannot be said, only the
    chime is played; empty where there is not even that. Who asks for several calls hands over `own`,
    the recordings of the place.
    """
    if own is None:
        own = recordings_of(one_stop_id)
    chime = _voiced(one_stop_id, clips.CHIME, own.get(clips.CHIME.code)).url
    try:
        wanted = clips.call_clips(ticket, counter)
    except clips.CannotSay:
        return [chime] if chime else []
    urls = [_voiced(one_stop_id, clip, own.get(clip.code)).url for clip in wanted]
    return urls if all(urls) else [chime] if chime else []


def content(one_stop_id: int, clip: str, mark: str) -> bytes | None:
    """The clip's bytes if it is, or was, played here under this address. Raises FileMissing, FileCorrupt."""
    if clip not in clips.BY_CODE:
        return None
    rows = Recording.objects.filter(one_stop_id=one_stop_id, clip=clip, file__sha256__startswith=mark)
    sha256 = rows.values_list("file_id", flat=True).first()
    if sha256 is not None:
        return store.read(sha256)
    found = made.digest(clips.BY_CODE[clip])
    return made.read(clips.BY_CODE[clip]) if found is not None and found.startswith(mark) else None


def _voiced(one_stop_id: int, clip: Clip, own: Recording | None) -> Voiced:
    sha256 = own.file_id if own is not None else made.digest(clip)
    url = reverse("voice_hall:clip", args=[one_stop_id, clip.code, sha256[:MARK]]) if sha256 else ""
    return Voiced(clip, url, own)
