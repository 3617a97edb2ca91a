"""The clips of which a call is joined, and the joining. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.facilities.voice import spoken

COUNTERS_IN_ONE = (
    20  # counters up to this number have a clip of their own: it sounds better than joined words
)
_TICKET = re.compile(r"[A-Z]{0,2}[0-9]{1,4}\Z", re.ASCII)


class CannotSay(ValueError):
    """Số này không đọc thành lời được."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Đoạn âm. `text` is what is said; empty for the chime."""

    code: str
    text: str


CHIME = Clip("chime", "")
INVITE = Clip("invite", "Mời số")
TO_COUNTER = Clip("to-counter", "đến quầy")
_LETTERS = {letter: Clip(f"letter-{letter.lower()}", text) for letter, text in spoken.LETTERS.items()}
_DIGITS = tuple(Clip(f"digit-{number}", text) for number, text in enumerate(spoken.DIGITS))
_COUNTERS = {
    number: Clip(f"counter-{number}", " ".join(spoken.number_words(number)))
    for number in range(1, COUNTERS_IN_ONE + 1)
}
_WORDS = {
    spoken.TEN: Clip("ten", spoken.TEN),
    spoken.TENS: Clip("tens", spoken.TENS),
    spoken.HUNDRED: Clip("hundred", spoken.HUNDRED),
    spoken.NO_TENS: Clip("no-tens", spoken.NO_TENS),
    spoken.ONE_AFTER_TENS: Clip("one-after-tens", spoken.ONE_AFTER_TENS),
    spoken.FOUR_AFTER_TENS: Clip("four-after-tens", spoken.FOUR_AFTER_TENS),
    spoken.FIVE_AFTER_TEN: Clip("five-after-ten", spoken.FIVE_AFTER_TEN),
} | {clip.text: clip for clip in _DIGITS}
_EACH = (CHIME, INVITE, TO_COUNTER, *_LETTERS.values(), *_DIGITS, *_COUNTERS.values(), *_WORDS.values())
BY_CODE = {clip.code: clip for clip in _EACH}
ALL = tuple(BY_CODE.values())


def call_clips(ticket: str, counter: int) -> tuple[Clip, ...]:
    """Chime, “Mời số B không năm hai”, “đến quầy mười hai”. Raises CannotSay."""
    if not _TICKET.match(ticket) or not 1 <= counter <= spoken.GREATEST:
        raise CannotSay(f"{ticket} → {counter}")
    signs = tuple(_LETTERS[sign] if sign in _LETTERS else _DIGITS[int(sign)] for sign in ticket)
    return (CHIME, INVITE, *signs, TO_COUNTER, *_counter(counter))


def _counter(number: int) -> tuple[Clip, ...]:
    if number in _COUNTERS:
        return (_COUNTERS[number],)
    return tuple(_WORDS[word] for word in spoken.number_words(number))


def call_text(ticket: str, counter: int) -> str:
    """The same in writing, for people who read and for tests that listen."""
    said = " ".join(clip.text for clip in call_clips(ticket, counter) if clip.text)
    return said.replace(f" {TO_COUNTER.text}", f", {TO_COUNTER.text}")
