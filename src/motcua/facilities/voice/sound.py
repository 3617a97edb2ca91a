"""Sound as samples: reading a WAV file strictly, measuring, trimming, the chime. Pure; no library of the machine's.

Only plain WAV (PCM, 16 bits) is read: every phone and computer can save it, and it can be judged
completely without a decoder that a stranger's file might break.
"""

from __future__ import annotations

import io
import math
import struct
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

RATE = 22_050
MAX_BYTES = 1_500_000
SHORTEST, LONGEST = 0.12, 6.0
QUIETEST, LOUDEST = -38.0, -6.0  # decibels below full scale, over the sounding part
CLIPPED = 0.01
_FULL = 32_768.0
_SILENT = 350
_RATES = range(8_000, 48_001)


class Unheard(Exception):
    """Bản ghi không dùng được; `code` names the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording is: seconds, and loudness in decibels below full scale."""

    seconds: float
    loudness: float


def judge(content: bytes) -> Heard:
    """Measure a recording that somebody sent. Raises Unheard."""
    samples, rate = read(content)
    seconds = len(samples) / rate
    if seconds < SHORTEST:
        raise Unheard("too_short")
    if seconds > LONGEST:
        raise Unheard("too_long")
    sounding = trimmed(samples, rate)
    loudness = loudness_of(sounding)
    if loudness < QUIETEST:
        raise Unheard("too_quiet")
    if loudness > LOUDEST or _clipped(sounding) > CLIPPED:
        raise Unheard("too_loud")
    return Heard(round(seconds, 2), round(loudness, 1))


def read(content: bytes) -> tuple[array[int], int]:
    """Samples of one channel, and how many make a second. Raises Unheard."""
    if len(content) > MAX_BYTES:
        raise Unheard("too_large")
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise Unheard("no_wav")
    if not 0 <= len(content) - 8 - int.from_bytes(content[4:8], "little") <= 1:
        raise Unheard("damaged")  # cut off on its way, or with something else behind it
    try:
        with wave.open(io.BytesIO(content)) as file:
            if (
                file.getsampwidth() != 2
                or file.getnchannels() not in (1, 2)
                or file.getframerate() not in _RATES
            ):
                raise Unheard("other_wav")
            told, frames = file.getnframes(), file.readframes(file.getnframes())
            channels, rate = file.getnchannels(), file.getframerate()
    except (wave.Error, struct.error, EOFError, ValueError, ArithmeticError, RuntimeError, OSError):
        raise Unheard("other_wav") from None
    if len(frames) != told * channels * 2:
        raise Unheard("damaged")
    samples = array("h", frames)
    return (samples[::2] if channels == 2 else samples), rate


def written(samples: Iterable[int], rate: int = RATE) -> bytes:
    """A WAV file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array("h", samples).tobytes())
    return held.getvalue()


def loudness_of(samples: array[int]) -> float:
    if not samples:
        return -math.inf
    mean = sum(samples) / len(samples)
    power = sum((value - mean) ** 2 for value in samples) / len(samples)
    return 10 * math.log10(power / _FULL**2) if power > 0 else -math.inf


def trimmed(samples: array[int], rate: int, margin: float = 0.03) -> array[int]:
    """Without the silence before and after; so that joined clips follow each other as in speech."""
    loud = [place for place, value in enumerate(samples) if abs(value) > _SILENT]
    if not loud:
        return array("h")
    kept = int(margin * rate)
    return samples[max(0, loud[0] - kept) : loud[-1] + kept]


def levelled(samples: array[int], loudness: float = -18.0) -> array[int]:
    """As loud as all others, without cutting off the peaks."""
    if not samples:
        return samples
    peak = max(1, max(map(abs, samples)))
    factor = min(10 ** ((loudness - loudness_of(samples)) / 20), 0.95 * _FULL / peak)
    return array("h", (int(value * factor) for value in samples))


def chime(rate: int = RATE) -> bytes:
    """Two soft falling tones, a second and a bit long."""
    count = int(1.25 * rate)
    tones = ((659.25, 0.0), (523.25, 0.42))
    samples = array("h")
    for place in range(count):
        at = place / rate
        value = sum(_tone(hertz, at - start) for hertz, start in tones if at >= start)
        samples.append(int(7_800 * value))
    return written(samples, rate)


def _tone(hertz: float, at: float) -> float:
    attack, fading = min(1.0, at / 0.008), math.exp(-3.6 * at)
    waves = math.sin(2 * math.pi * hertz * at) + 0.35 * math.sin(4 * math.pi * hertz * at)
    return attack * fading * waves


def _clipped(samples: array[int]) -> float:
    return sum(abs(value) >= 32_700 for value in samples) / len(samples)
