"""Clips made at set-up, in the var folder: spoken by espeak-ng where it is installed, the chime by ourselves.

They are never committed and can be made again at any time; an office's own recordings are kept elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from array import array
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from motcua.facilities.voice import clips, sound
from motcua.facilities.voice.clips import Clip

PROGRAM = "espeak-ng"
_VOICE, _SPEED = "vi", "145"
_SECONDS = 20
_SETTLED = "1"  # raise it when clips must be made anew


class NoSpeaker(Exception):
    """Máy chủ chưa có espeak-ng nên chưa tạo được giọng đọc; cài gói espeak-ng của Debian rồi chạy motcua voice make."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def folder() -> Path:
    return Path(settings.VOICE_ROOT)


def has_speaker() -> bool:
    return shutil.which(PROGRAM) is not None


def path_of(clip: Clip) -> Path:
    """The text is part of the name: a clip whose text changed is made again."""
    mark = hashlib.sha256(f"{_SETTLED}|{_VOICE}|{_SPEED}|{clip.text}".encode()).hexdigest()[:8]
    return folder() / f"{clip.code}.{mark}.wav"


def missing() -> list[Clip]:
    return [clip for clip in clips.ALL if not path_of(clip).is_file()]


def make(*, anew: bool = False) -> int:
    """Make what is missing, or everything; how many were made. Raises NoSpeaker, after the chime is there."""
    wanted = list(clips.ALL) if anew else missing()
    spoken = [clip for clip in wanted if clip.text]
    folder().mkdir(parents=True, exist_ok=True)
    if clips.CHIME in wanted:
        _put(clips.CHIME, sound.chime())
    if spoken and not has_speaker():
        raise NoSpeaker
    for clip in spoken:
        _put(clip, _speak(clip.text))
    return len(wanted)


def read(clip: Clip) -> bytes | None:
    """A made clip; None when it was not made."""
    try:
        return path_of(clip).read_bytes()
    except OSError:
        return None


def digest(clip: Clip) -> str | None:
    """Its SHA-256; None when it was not made."""
    path = path_of(clip)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return None
    return _digest(path, changed)


@lru_cache(maxsize=256)
def _digest(path: Path, changed: int) -> str:
    del changed  # part of the key: a clip that was made again is read again
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _speak(text: str) -> bytes:
    """Words of ours, said by espeak-ng, without the silence around them and as loud as all others."""
    command = [PROGRAM, "-v", _VOICE, "-s", _SPEED, "--stdin", "--stdout"]
    try:
        done = subprocess.run(  # noqa: S603  a fixed command line, the text goes to its standard input
            command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as failure:
        raise NoSpeaker from failure
    samples, rate = sound.read(_with_lengths(done.stdout))
    return sound.written(sound.levelled(sound.trimmed(array("h", samples), rate)), rate)


def _with_lengths(content: bytes) -> bytes:
    """A program that writes to a pipe cannot know the lengths in its header; they are put right here."""
    whole = (len(content) - 8).to_bytes(4, "little")
    data = (len(content) - 44).to_bytes(4, "little")
    return content[:4] + whole + content[8:40] + data + content[44:]


def _put(clip: Clip, content: bytes) -> None:
    """Whole or not at all."""
    path = path_of(clip)
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)
