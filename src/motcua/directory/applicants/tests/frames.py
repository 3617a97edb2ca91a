"""Pictures such as a webcam at the counter takes of a citizen card: turned, blurred, noisy, dim."""

from __future__ import annotations

import io
import random

import segno
from PIL import Image, ImageDraw, ImageFilter

TEXT = "042195000123|183000123|Trần Thị Mẫu Đặng|07031995|Nữ|Tổ 5, Phường Thành Sen, Hà Tĩnh|15082022"


def qr_picture(text: str = TEXT, *, scale: int = 6) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4)
    return Image.open(out).convert("L")


def frame(
    text: str = TEXT,
    *,
    seed: int = 0,
    size: tuple[int, int] = (1280, 960),
    qr_side: int = 260,
    blur: float = 1.0,
) -> bytes:
    """A JPEG of `size` pixels with a card whose code is `qr_side` pixels wide; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  test pictures
    card = Image.new("L", (qr_side * 4, int(qr_side * 2.5)), 205)
    draw = ImageDraw.Draw(card)
    for line in range(6):
        draw.rectangle((qr_side, 60 + 40 * line, qr_side * 2, 78 + 40 * line), fill=60)
    card.paste(qr_picture(text).resize((qr_side, qr_side), Image.Resampling.LANCZOS), (qr_side * 3 - 20, 20))
    turned = card.rotate(
        chance.uniform(-30, 30), expand=True, fillcolor=90, resample=Image.Resampling.BICUBIC
    )
    desk = Image.new("L", size, 90)
    desk.paste(turned, ((size[0] - turned.width) // 2, (size[1] - turned.height) // 2))
    noise = Image.effect_noise(size, 24)
    dimmed = Image.blend(desk.filter(ImageFilter.GaussianBlur(blur)), noise, 0.22)
    out = io.BytesIO()
    dimmed.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
