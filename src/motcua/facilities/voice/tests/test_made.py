import io

import pytest
from django.core.management import CommandError, call_command

from motcua.facilities.voice import clips, made, sound
from motcua.facilities.voice.examination import examine_voice
from motcua.facilities.voice.tests.samples import GOOD
from motcua.kernel.doctor.checkup import Level


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VOICE_ROOT = tmp_path / "voice"
    return settings.VOICE_ROOT


@pytest.fixture
def speaker(monkeypatch):
    """A machine that says everything alike, and remembers what."""
    said = []

    def speak(text):
        said.append(text)
        return GOOD

    monkeypatch.setattr(made, "has_speaker", lambda: True)
    monkeypatch.setattr(made, "_speak", speak)
    return said


def test_everything_is_said_once(speaker, folder):
    assert made.make() == len(clips.ALL)
    assert made.missing() == []
    assert set(speaker) == {clip.text for clip in clips.ALL if clip.text}
    assert made.make() == 0
    path = made.path_of(clips.INVITE)
    path.unlink()
    assert made.make() == 1
    assert {p.suffix for p in folder.iterdir()} == {".wav"}


def test_without_a_speaker_there_is_the_chime_and_the_reason(monkeypatch):
    monkeypatch.setattr(made, "has_speaker", lambda: False)
    with pytest.raises(made.NoSpeaker):
        made.make()
    assert sound.judge(made.read(clips.CHIME)).seconds > 1
    assert clips.INVITE in made.missing()
    [finding] = examine_voice()
    assert finding.level is Level.WARNING
    assert "espeak-ng" in finding.advice


def test_doctor_is_content_with_all_clips(speaker):
    [finding] = examine_voice()
    assert "voice make" in finding.advice
    made.make()
    [finding] = examine_voice()
    assert finding.level is Level.OK


def test_the_commands(speaker):
    out = io.StringIO()
    call_command("voice", "make", stdout=out)
    call_command("voice", "say", "B052", "12", stdout=out)
    assert "Mời số bê không năm hai, đến quầy mười hai" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("voice", "say", "bad", "12")


@pytest.mark.skipif(not made.has_speaker(), reason="espeak-ng is not installed")
def test_the_real_speaker_says_words_of_sensible_length():
    short, long = (sound.judge(made._speak(text)) for text in ("hai", "Mời số hai mươi mốt"))
    assert short.seconds < long.seconds < 3
    assert short.loudness == pytest.approx(long.loudness, abs=3)


def test_a_speaker_that_fails_is_said(monkeypatch):
    monkeypatch.setattr(made, "PROGRAM", "/bin/false")
    with pytest.raises(made.NoSpeaker):
        made._speak("hai")
