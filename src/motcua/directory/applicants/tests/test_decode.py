from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from motcua.directory.applicants import decode
from motcua.directory.applicants.card import parse_card
from motcua.directory.applicants.decode import NoCardFound, UnreadablePicture, decode_picture
from motcua.directory.applicants.tests import frames
from motcua.kernel.files.tests import samples


@pytest.mark.parametrize("seed", range(12))
def test_webcam_frames(seed):
    assert decode_picture(frames.frame(seed=seed, qr_side=180, blur=1.2)) == frames.TEXT


@pytest.mark.parametrize("seed", range(4))
def test_small_and_blurred(seed):
    assert decode_picture(frames.frame(seed=seed, qr_side=150, blur=1.3)) == frames.TEXT


def test_phone_camera():
    content = frames.frame(size=(4000, 3000), qr_side=700, blur=3)
    card = parse_card(decode_picture(content), on=date(2026, 11, 20))
    assert (card.name, card.doubts) == ("Trần Thị Mẫu Đặng", ())


def test_upside_down_png():
    out = io.BytesIO()
    frames.qr_picture().rotate(180).save(out, "PNG")
    assert decode_picture(out.getvalue()) == frames.TEXT


def test_another_code_is_passed_over():
    both = Image.new("L", (1400, 700), 255)
    both.paste(frames.qr_picture("https://example.vn/khong-phai-the"), (10, 10))
    both.paste(frames.qr_picture(), (700, 10))
    out = io.BytesIO()
    both.save(out, "PNG")
    assert decode_picture(out.getvalue()) == frames.TEXT


@pytest.mark.parametrize("content", [samples.picture(size=(640, 480)), frames.frame("https://example.vn")])
def test_no_card_in_sight(content):
    with pytest.raises(NoCardFound, match="chụp gần hơn"):
        decode_picture(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        samples.pdf(),
        samples.picture()[:60],
        samples.picture("JPEG", size=(400, 400))[:300],
        samples.huge_png(),
        samples.huge_png(5_000),
        b"\xff" * (decode.MAX_BYTES + 1),
    ],
)
def test_no_picture(content):
    with pytest.raises(UnreadablePicture, match="JPEG hoặc PNG"):
        decode_picture(content)


def test_time_is_bounded(monkeypatch):
    monkeypatch.setattr(decode, "_BUDGET_SECONDS", 0.0)
    looked = []
    monkeypatch.setattr(decode, "_codes", lambda picture: looked.append(picture) or iter(()))
    with pytest.raises(NoCardFound):
        decode_picture(samples.picture(size=(3000, 2000)))
    assert len(looked) == 1


def test_the_worst_case_ends():
    noise = Image.effect_noise((4000, 3000), 120)
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=60)
    with pytest.raises(NoCardFound):
        decode_picture(out.getvalue())


@settings(max_examples=30)
@given(head=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]), rest=st.binary(max_size=300))
def test_any_bytes(head, rest):
    with pytest.raises((UnreadablePicture, NoCardFound)):
        decode_picture(head + rest)
