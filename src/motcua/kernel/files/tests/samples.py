"""Small files of every kind, good and hostile, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
BODY = b'<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body/></w:document>'


def pdf(pages: int = 1, *, side: int = 200, password: str | None = None) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 200)).mediabox = [0, 0, side, side]
    out = io.BytesIO()
    if password is None:
        document.save(out, deterministic_id=True)
    else:
        document.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def picture(kind: str = "PNG", *, size: tuple[int, int] = (40, 30), colour: str = "steelblue") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def docx(extra: dict[str, bytes] | None = None, *, types: bytes = TYPES, body: bytes = BODY) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", body)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def huge_png(side: int = 50_000) -> bytes:
    """A few hundred bytes that claim to be `side` × `side` pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    )


def pdf_bomb(megabytes: int = 600) -> bytes:
    """A PDF whose table of contents unpacks to `megabytes` of nothing."""
    squeeze = zlib.compressobj(9)
    block = b"\0" * 1024 * 1024
    table = b"".join(squeeze.compress(block) for _ in range(megabytes)) + squeeze.flush()
    head = b"%PDF-1.7\n"
    facts = f"<</Type/XRef/Size 3/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length {len(table)}>>".encode()
    return (
        head + b"1 0 obj" + facts + b"stream\n" + table + b"\nendstream endobj\n"
        + f"startxref\n{len(head)}\n%%EOF\n".encode()
    )  # fmt: skip


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
