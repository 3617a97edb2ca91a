"""The voice of a one-stop in a browser: the pages, and the player of the displays."""

from __future__ import annotations

from itertools import pairwise

import pytest

from motcua.directory.agencies.models import Officer, OneStop
from motcua.directory.agencies.tests.factories import make_agency, make_officer, make_one_stop
from motcua.facilities.voice import clips, made, queries, sound
from motcua.facilities.voice.tests.samples import tone

pytestmark = pytest.mark.browser
# Notes when each clip starts on the audio clock and how long it is.
_WATCH = """() => {
  window.played = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (at) {
    window.played.push([at, this.buffer.duration]);
    return start.call(this, at);
  };
}"""
_PLAYER = """async ([options, calls]) => {
  const {Player} = await import("/static/voice/player.js");
  window.told = [];
  window.player = new Player({...options, onPlay: (urls) => window.told.push(urls.length)});
  const done = new Promise((all) => { let left = calls.length; player.onDone = () => --left || all(); });
  for (const call of calls) player.add(call);
  await Promise.race([done, new Promise((late) => setTimeout(late, 9000))]);
  return [window.told, window.played, window.player.volume];
}"""


@pytest.fixture
def one_stop(transactional_db: None, settings, tmp_path) -> OneStop:
    """A one-stop with short clips, so that nobody waits for words."""
    settings.VOICE_ROOT, settings.MEDIA_ROOT = tmp_path / "voice", tmp_path / "papers"
    settings.VOICE_ROOT.mkdir()
    for clip in clips.ALL:
        made.path_of(clip).write_bytes(sound.chime() if clip is clips.CHIME else tone(0.12, level=0.1))
    return make_one_stop(make_agency("Ủy ban nhân dân xã Mẫu"))


@pytest.fixture
def admin(one_stop: OneStop) -> Officer:
    return make_officer("agency_admin", one_stop.serves, name="Mai Văn Giả Tưởng")


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("narrow", True)])
def test_pages_are_sound(visit, one_stop, admin, axe, screenshot, reflows, viewport, large):
    page = visit(f"/desk/one-stops/{one_stop.pk}/", viewport, account=admin.account, large=large)
    page.get_by_role("link", name="Giọng gọi số").click()
    screenshot(page, f"voice-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("link", name="Mời số").first.click()
    page.get_by_label("Bản ghi âm").set_input_files(
        {"name": "a.wav", "mimeType": "audio/wav", "buffer": tone(level=0.0)}
    )
    page.get_by_role("button", name="Thay", exact=True).click()
    assert page.get_by_role("link", name="Bản ghi quá nhỏ").is_visible()
    screenshot(page, f"voice-refused-{viewport}")
    reflows(page)
    axe(page)


def test_a_recording_is_put_in_and_taken_back_without_scripts(visit, one_stop, admin, axe):
    page = visit(
        f"/desk/one-stops/{one_stop.pk}/voice/invite/", account=admin.account, java_script_enabled=False
    )
    page.get_by_label("Bản ghi âm").set_input_files(
        {"name": "a.wav", "mimeType": "audio/wav", "buffer": tone()}
    )
    page.get_by_role("button", name="Thay", exact=True).click()
    assert page.get_by_text("Bản ghi riêng do Mai Văn Giả Tưởng gửi").is_visible()
    page.get_by_role("button", name="Trở về giọng của máy").click()
    assert page.get_by_text("Giọng của máy.", exact=True).is_visible()


def test_calls_follow_each_other_and_their_clips_join(visit, one_stop, admin):
    page = visit(f"/desk/one-stops/{one_stop.pk}/voice/", account=admin.account)
    calls = [queries.call_urls(one_stop.pk, ticket=number, counter=3) for number in ("B05", "A1")]
    page.evaluate(_WATCH)
    told, played, volume = page.evaluate(_PLAYER, [{"volume": 0.5}, calls])
    assert (told, volume) == ([7, 6], 0.5)
    assert len(played) == 13
    for (start, length), (following, _) in pairwise(played):
        assert following >= start + length - 0.001
    joined = played[:7]
    assert joined[-1][0] == pytest.approx(joined[0][0] + sum(length for _, length in joined[:-1]), abs=0.01)


def test_half_a_number_is_never_said_and_quiet_hours_are_kept(visit, one_stop, admin):
    page = visit(f"/desk/one-stops/{one_stop.pk}/voice/", account=admin.account)
    chime, *rest = queries.call_urls(one_stop.pk, ticket="B05", counter=3)
    gone = rest[1][: -len("0123456789abcdef.wav")] + "0" * 16 + ".wav"
    page.evaluate(_WATCH)
    told, played, _ = page.evaluate(_PLAYER, [{}, [[chime, rest[0], gone, *rest[2:]]]])
    assert (told, len(played)) == ([1], 1)
    quiet = page.evaluate(
        """async (call) => {
          const {Player} = await import("/static/voice/player.js");
          const told = [];
          const player = new Player({quiet: [["00:00", "24:00"]], onPlay: () => told.push(1)});
          player.add(call);
          await new Promise((later) => setTimeout(later, 200));
          const night = new Player({quiet: [["17:00", "07:00"]]});
          const hours = [6, 12, 18].map((hour) => night.isQuiet(new Date(2026, 0, 5, hour)));
          return [told.length, ...hours];
        }""",
        [chime, *rest],
    )
    assert quiet == [0, True, False, True]


def test_a_call_is_heard_on_the_page(visit, one_stop, admin):
    page = visit(f"/desk/one-stops/{one_stop.pk}/voice/", account=admin.account)
    page.evaluate(_WATCH)
    page.get_by_role("button", name="Nghe cả lời gọi").click()
    heard = """() => new Promise((done) => {
      const look = () => (window.played.length === 8 ? done(true) : setTimeout(look, 50));
      look();
    })"""
    assert page.evaluate(heard)


def test_the_player_is_small():
    player = made.__file__.replace("made.py", "static/voice/player.js")
    with open(player, encoding="utf-8") as file:
        assert len(file.read().encode()) <= 3 * 1024
