"""Good files are known for what they are; hostile ones are refused, each with its reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from motcua.kernel.files import apart, sniff
from motcua.kernel.files.choices import MAX_BYTES, FileKind
from motcua.kernel.files.examine import examine
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.tests import samples


def inspect(tmp_path, content: bytes, name: str, look=examine):
    path = tmp_path / "sample"
    path.write_bytes(content)
    return sniff.inspect(path, name=name, look=look)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.pdf(3), "đơn đề nghị.PDF", FileKind.PDF),
        (samples.picture("JPEG"), "ảnh.jpg", FileKind.JPEG),
        (samples.picture("JPEG"), "ảnh.jpeg", FileKind.JPEG),
        (samples.picture("PNG"), "ảnh.png", FileKind.PNG),
        (samples.docx(), "tờ khai.docx", FileKind.DOCX),
    ],
)
def test_good_files(tmp_path, content, name, kind):
    found = inspect(tmp_path, content, name)
    assert (found.kind, found.size) == (kind, len(content))


def test_counts_pages_and_pixels(tmp_path):
    assert inspect(tmp_path, samples.pdf(3), "a.pdf").pages == 3
    found = inspect(tmp_path, samples.picture(size=(40, 30)), "a.png")
    assert (found.width, found.height) == (40, 30)


PDF, PNG, JPEG, DOCX = samples.pdf(), samples.picture(), samples.picture("JPEG"), samples.docx()
MACRO_TYPES = samples.TYPES.replace(b"</Types>", b'<Override ContentType="x.macroEnabled.main+xml"/></Types>')
REMOTE_TEMPLATE = (
    b'<Relationship Type="urn:x/attachedTemplate" Target="http://example.vn/m.dotm" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (b"MZ\x90\0 program", "a.pdf", "unknown_type"),
        (b"<html><script>alert(1)</script></html>", "a.png", "unknown_type"),
        (PDF, "a.png", "wrong_name"),
        (PNG, "a.jpg", "wrong_name"),
        (PDF, "a", "wrong_name"),
        (PDF, "a.pdf.exe", "wrong_name"),
        (PDF + DOCX, "a.pdf", "two_types"),
        (PNG + DOCX, "a.png", "two_types"),
        (b"\xff\xd8\xff%PDF-1.7" + PDF, "a.jpg", "two_types"),
        (samples.pdf(password="bí mật"), "a.pdf", "encrypted"),
        (PDF[: len(PDF) // 2], "a.pdf", "cut_off"),
        (b"%PDF-1.7\nnothing\n%%EOF\n", "a.pdf", "damaged"),
        (samples.pdf(501), "a.pdf", "too_many_pages"),
        (samples.pdf(side=20_000), "a.pdf", "too_large_page"),
        (samples.huge_png(), "a.png", "too_many_pixels"),
        (samples.huge_png(8_000), "a.png", "too_many_pixels"),
        (PNG[:-20], "a.png", "damaged"),
        (samples.picture("PNG", size=(300, 300))[:200], "a.png", "damaged"),
        (JPEG[: len(JPEG) - 40], "a.jpg", "damaged"),
        (samples.docx(types=b"<Types/>"), "a.docx", "no_document"),
        (samples.docx(types=b"<!DOCTYPE x>" + samples.TYPES), "a.docx", "no_document"),
        (samples.docx(types=MACRO_TYPES), "a.docx", "macros"),
        (samples.docx({"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
        (samples.docx({"word/_rels/settings.xml.rels": REMOTE_TEMPLATE}), "a.docx", "macros"),
        (samples.docx({"../../etc/passwd": b"x"}), "a.docx", "escaping_path"),
        (samples.docx({"/etc/passwd": b"x"}), "a.docx", "escaping_path"),
        (samples.docx({"word/media/a.zip": b"x"}), "a.docx", "nested_archive"),
        (samples.docx({"word/embeddings/sheet1.bin": DOCX}), "a.docx", "nested_archive"),
        (samples.docx({"word/media/bomb.xml": b"0" * 30_000_000}), "a.docx", "bomb"),
        (samples.docx({f"word/{n}.xml": b"" for n in range(2_001)}), "a.docx", "bomb"),
        (DOCX[: len(DOCX) // 2], "a.docx", "damaged"),
        (b"PK\x03\x04" + b"x" * 10 + DOCX, "a.docx", "damaged"),
    ],
)
def test_refused_with_reason(tmp_path, content, name, code):
    with pytest.raises(FileRefused) as refused:
        inspect(tmp_path, content, name)
    assert refused.value.code == code
    assert len(str(refused.value)) > 10
    assert "%(" not in str(refused.value)


def test_encrypted_entry_in_docx(tmp_path):
    content = bytearray(DOCX)
    directory = content.find(b"PK\x01\x02")
    content[directory + 8] |= 1
    with pytest.raises(FileRefused, match="mật khẩu"):
        inspect(tmp_path, bytes(content), "a.docx")


def test_wrong_checksum_in_docx(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", samples.TYPES)
        archive.writestr("word/document.xml", samples.BODY)
    content = out.getvalue().replace(b"w:body", b"w:bodx", 1)
    with pytest.raises(FileRefused) as refused:
        inspect(tmp_path, content, "a.docx")
    assert refused.value.code == "damaged"


def test_animated_png(tmp_path):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(FileRefused) as refused:
        inspect(tmp_path, out.getvalue(), "a.png")
    assert refused.value.code == "animated"


def test_too_large(tmp_path):
    path = tmp_path / "sample"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FileRefused, match="20 MB"):
        sniff.inspect(path, name="a.pdf")


@pytest.mark.parametrize(
    ("content", "name"), [(PDF, "a.pdf"), (JPEG, "a.jpg"), (PNG, "a.png"), (DOCX, "a.docx")]
)
def test_confined_process_agrees(tmp_path, content, name):
    assert inspect(tmp_path, content, name, look=None) == inspect(tmp_path, content, name)


def test_confined_process_says_why(tmp_path):
    with pytest.raises(FileRefused) as refused:
        inspect(tmp_path, samples.pdf(password="x"), "a.pdf", look=None)
    assert refused.value.code == "encrypted"


def test_bomb_goes_off_outside_the_web_process(tmp_path):
    with pytest.raises(FileRefused) as refused:
        inspect(tmp_path, samples.pdf_bomb(), "a.pdf", look=None)
    assert refused.value.code in ("damaged", "too_complex")


def test_crash_of_the_examiner_is_a_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(FileRefused) as refused:
        inspect(tmp_path, PDF, "a.pdf", look=None)
    assert refused.value.code == "too_complex"


HEADS = st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"])


@given(head=HEADS, rest=st.binary(max_size=400), tail=st.sampled_from([b"", b"%%EOF\n"]))
def test_any_bytes_are_known_or_refused(tmp_path_factory, head, rest, tail):
    folder = tmp_path_factory.mktemp("any")
    for suffix in ("pdf", "jpg", "png", "docx"):
        with pytest.raises(FileRefused):
            inspect(folder, head + rest + tail, f"a.{suffix}")


@given(
    data=st.data(), which=st.sampled_from([(PDF, "a.pdf"), (PNG, "a.png"), (JPEG, "a.jpg"), (DOCX, "a.docx")])
)
def test_any_damage_is_known_or_refused(tmp_path_factory, data, which):
    content, name = bytearray(which[0]), which[1]
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    try:
        found = inspect(tmp_path_factory.mktemp("any"), bytes(content), name)
    except FileRefused:
        return
    assert found.size == len(content)
