from array import array
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.facilities.voice import sound
from motcua.facilities.voice.tests.samples import GOOD, HOSTILE, tone


@pytest.mark.parametrize("content", [GOOD, tone(channels=2), tone(rate=44_100), tone(rate=8_000)])
def test_a_recording_is_measured(content):
    heard = sound.judge(content)
    assert heard.seconds == pytest.approx(0.6, abs=0.01)
    assert -18 < heard.loudness < -15


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_used_is_refused_with_its_reason(name):
    content, code = HOSTILE[name]
    with pytest.raises(sound.Unheard) as refusal:
        sound.judge(content)
    assert refusal.value.code == code


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 60), st.binary(min_size=1, max_size=6))
def test_a_header_may_say_what_it_likes(place, junk):
    content = GOOD[:place] + junk + GOOD[place + len(junk) :]
    with suppress(sound.Unheard):
        sound.judge(content)


def test_silence_around_a_word_is_cut_and_the_word_kept():
    samples, rate = sound.read(GOOD)
    quiet = array("h", bytes(2 * rate))
    cut = sound.trimmed(quiet + samples + quiet, rate)
    assert len(samples) <= len(cut) <= len(samples) + 0.07 * rate
    assert not sound.trimmed(quiet, rate)


def test_levelled_clips_are_equally_loud_and_never_clipped():
    for level in (0.02, 0.2, 0.9):
        samples, _ = sound.read(tone(level=level))
        levelled = sound.levelled(samples)
        assert sound.loudness_of(levelled) == pytest.approx(-18, abs=0.3)
        assert max(levelled) < 32_000


def test_the_chime_is_a_usable_clip():
    assert 1 < sound.judge(sound.chime()).seconds < 1.5
