"""Recordings made here, good and hostile."""

from __future__ import annotations

import io
import math
import struct
import wave

RATE = 16_000


def tone(
    seconds: float = 0.6, level: float = 0.2, *, rate: int = RATE, channels: int = 1, width: int = 2
) -> bytes:
    count = int(seconds * rate)
    values = [max(-1.0, min(1.0, level * math.sin(place / 9))) for place in range(count)]
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        peak = 2 ** (8 * width - 1) - 1
        for value in values:
            number = int(value * peak) if width > 1 else int(128 + 127 * value)
            file.writeframes(number.to_bytes(width, "little", signed=width > 1) * channels)
    return held.getvalue()


def with_size(content: bytes, size: int) -> bytes:
    """The same with another length in its header."""
    return content[:4] + struct.pack("<I", size) + content[8:]


def with_form(content: bytes, form: int) -> bytes:
    """The same, said to be coded otherwise."""
    return content[:20] + struct.pack("<H", form) + content[22:]


GOOD = tone()
LONG_DATA = GOOD[:40] + struct.pack("<I", 2**31 - 1) + GOOD[44:]
HOSTILE = {
    "empty": (b"", "no_wav"),
    "text": (b"<script>alert(1)</script>" * 10, "no_wav"),
    "mp3": (b"ID3\x04" + bytes(2000), "no_wav"),
    "cut off": (GOOD[:-500], "damaged"),
    "something behind": (GOOD + b"PK\x03\x04" + bytes(50), "damaged"),
    "page inside": (with_size(GOOD + b"<html>", len(GOOD) - 8), "damaged"),
    "no header": (b"RIFF" + struct.pack("<I", 4) + b"WAVE", "other_wav"),
    "lies of its length": (LONG_DATA, "damaged"),
    "float samples": (with_form(GOOD, 3), "other_wav"),
    "no channels": (GOOD[:22] + b"\0\0" + GOOD[24:], "other_wav"),
    "no rate": (GOOD[:24] + bytes(4) + GOOD[28:], "other_wav"),
    "eight bits": (tone(width=1), "other_wav"),
    "three bytes": (tone(width=3), "other_wav"),
    "too fast": (tone(rate=96_000, seconds=0.3), "other_wav"),
    "six channels": (tone(channels=6, seconds=0.3), "other_wav"),
    "a click": (tone(0.05), "too_short"),
    "a speech": (tone(7), "too_long"),
    "silence": (tone(level=0.0), "too_quiet"),
    "a whisper": (tone(level=0.008), "too_quiet"),
    "a scream": (tone(level=3.0), "too_loud"),
    "huge": (GOOD + bytes(1_500_000), "too_large"),
}
