from random import Random

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from motcua.facilities.printing.addresses import NotAPrinter, device_path, network_place
from motcua.facilities.printing.picture import Ticket, draw
from motcua.facilities.printing.raster import CUT, FEED, RESET, WIDTH, NoRaster, decoded, encoded

URL = "https://motcua.example.vn/so/0123456789abcdef0123456789abcdef"
TICKET = Ticket(
    ("UBND phường Bình Minh", "Trung tâm Phục vụ hành chính công"),
    "B052",
    "Hộ tịch – Chứng thực · quầy 2, 3, 4",
    ("Trước ông/bà còn 7 người", "Chờ khoảng 18–26 phút (đến 09:13)"),
    URL,
    "Quét để xem lượt trên điện thoại · 08:47 20/11/2026",
)


def test_a_ticket_survives_the_way_to_paper_and_its_code_can_be_read():
    picture = draw(TICKET)
    content = encoded(picture)
    assert len(content) < 90_000
    paper = decoded(content)
    assert (paper.size, paper.tobytes()) == (picture.size, picture.tobytes())
    [found] = zxingcpp.read_barcodes(paper.convert("L"))
    assert found.text == URL


def test_the_same_ticket_is_the_same_paper():
    assert encoded(draw(TICKET)) == encoded(draw(TICKET))


def test_text_may_come_decomposed():
    import unicodedata

    decomposed = Ticket(
        *(
            tuple(unicodedata.normalize("NFD", line) for line in part)
            if isinstance(part, tuple)
            else unicodedata.normalize("NFD", part)
            for part in (TICKET.office, TICKET.label, TICKET.group, TICKET.lines, TICKET.url, TICKET.foot)
        )
    )
    assert draw(decomposed).tobytes() == draw(TICKET).tobytes()


def test_every_letter_has_a_drawing():
    """A letter that the font lacks would be the same empty box as any other missing one."""
    from motcua.facilities.printing.picture import _BOLD, _PLAIN, _font

    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    for name in (_PLAIN, _BOLD):
        box = _font(name, 30).getmask("\ue000").getbbox(), bytes(_font(name, 30).getmask("\ue000"))
        drawn = {(m.getbbox(), bytes(m)) for letter in letters if (m := _font(name, 30).getmask(letter))}
        assert box not in drawn
        assert len(drawn) == len(letters)


def test_long_names_stay_on_the_paper():
    long = Ticket(
        ("Trung tâm Phục vụ hành chính công " * 3,), "AB1234", "Lĩnh vực " * 12, ("x" * 90,), "", ""
    )
    picture = draw(long)
    edge = [picture.getpixel((x, y)) for x in (0, WIDTH - 1) for y in range(picture.height)]
    assert picture.width == WIDTH
    assert sum(1 for dot in edge if dot == 0) < len(edge) / 10


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 400), st.integers())
def test_any_picture_comes_back(height, seed):
    picture = Image.frombytes("1", (WIDTH, height), Random(seed).randbytes(WIDTH // 8 * height))  # noqa: S311
    assert decoded(encoded(picture)).tobytes() == picture.tobytes()


@pytest.mark.parametrize(
    "content",
    [b"", RESET, b"hello", RESET + b"\x1dv0\x00\x48\x00\xff\xff" + FEED + CUT, encoded(draw(TICKET))[:-9]],
)
def test_what_is_no_paper(content):
    with pytest.raises(NoRaster):
        decoded(content)


def test_only_pictures_of_the_papers_width():
    with pytest.raises(NoRaster):
        encoded(Image.new("1", (WIDTH + 8, 8)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("192.168.1.50", "192.168.1.50:9100"),
        (" 10.0.0.7:9101 ", "10.0.0.7:9101"),
        ("172.31.0.1", "172.31.0.1:9100"),
        ("[fd00::7]:9100", "[fd00::7]:9100"),
    ],
)
def test_printers_in_the_house(text, said):
    assert str(network_place(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "", "printer.local", "localhost", "127.0.0.1", "0.0.0.0",  # noqa: S104
        "169.254.169.254", "8.8.8.8", "172.32.0.1",
        "192.168.1.50:22", "192.168.1.50:80", "192.168.1.50:99999", "192.168.1.50:9100@8.8.8.8", "192.168.1",
        "0300.0250.1.1", "192.168.1.50/x", "[::1]", "[::ffff:10.0.0.1]", "[fe80::1]", "http://10.0.0.1",
        "10.0.0.1 8.8.8.8", "１０.0.0.1", "192.168.1.050",
    ],
)  # fmt: skip
def test_nothing_else_is_called(text):
    with pytest.raises(NotAPrinter):
        network_place(text)


@pytest.mark.parametrize("text", ["/dev/lp0", "/dev/usb/lp12"])
def test_device_files(text):
    assert device_path(text) == text


@pytest.mark.parametrize(
    "text", ["/dev/sda", "/dev/usb/lp0/../../sda", "/dev/lp0\n/etc", "lp0", "/dev/usb/lp123"]
)
def test_no_other_file(text):
    with pytest.raises(NotAPrinter):
        device_path(text)
