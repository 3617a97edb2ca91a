"""What a file is: decided by its content, in agreement with its name."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.utils.translation import gettext_lazy as _

from motcua.kernel.files import apart
from motcua.kernel.files.choices import EXTENSIONS, MAX_BYTES, MAX_PAGES, FileKind
from motcua.kernel.files.unfit import Unfit

_HEAD = 1024

REASONS = {
    "empty": _("Tệp rỗng, không có nội dung."),
    "too_large": _("Tệp lớn quá %(limit)s MB."),
    "unknown_type": _("Chỉ nhận tệp PDF, ảnh JPEG, ảnh PNG hoặc tài liệu Word (.docx)."),
    "wrong_name": _("Đuôi tên tệp không khớp với nội dung bên trong; hãy lưu lại tệp đúng loại rồi gửi."),
    "two_types": _("Tệp chứa cùng lúc hai loại nội dung (tệp ghép), không nhận vì lý do an toàn."),
    "encrypted": _("Tệp có đặt mật khẩu hoặc mã hóa; hãy bỏ mật khẩu rồi gửi lại."),
    "cut_off": _("Tệp chưa đầy đủ (bị cắt giữa chừng); hãy gửi lại."),
    "damaged": _("Tệp bị hỏng hoặc chưa tải đủ; hãy mở thử, lưu lại rồi gửi lại."),
    "too_many_pages": _("Tệp PDF có quá %(pages)s trang; hãy tách thành nhiều tệp."),
    "too_large_page": _("Tệp PDF có trang với kích thước bất thường."),
    "too_many_pixels": _("Ảnh quá lớn (trên 60 triệu điểm ảnh); hãy giảm kích thước rồi gửi lại."),
    "animated": _("Không nhận ảnh động."),
    "bomb": _("Tệp nén bất thường, không nhận vì lý do an toàn."),
    "no_document": _("Tệp không phải tài liệu Word (.docx) hợp lệ."),
    "escaping_path": _("Tệp có đường dẫn bất thường bên trong, không nhận vì lý do an toàn."),
    "macros": _("Tài liệu có chứa macro hoặc mẫu từ nơi khác, không nhận vì lý do an toàn."),
    "nested_archive": _("Tài liệu có tệp nén hoặc tài liệu khác bên trong; hãy gửi từng tệp riêng."),
    "too_complex": _("Tệp quá phức tạp, không kiểm tra được; hãy xuất lại thành PDF đơn giản hơn."),
}


class FileRefused(Exception):
    """Tệp không nhận được."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(REASONS[self.code]) % {"limit": MAX_BYTES // 1024**2, "pages": MAX_PAGES}


@dataclass(frozen=True)
class Finding:
    """What a file turned out to be; `pages` for PDF, `width` and `height` in pixels for pictures."""

    kind: FileKind
    size: int
    pages: int | None = None
    width: int | None = None
    height: int | None = None


def inspect(path: Path, *, name: str, look: Callable[[Path, FileKind], dict] | None = None) -> Finding:
    """Decide what the file at `path`, called `name` by its sender, is. Raises FileRefused.

    `look` examines the content; by default in a confined process of its own.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty")
    if size > MAX_BYTES:
        raise FileRefused("too_large")
    kind = _kind_of(path)
    if EXTENSIONS.get(PurePath(name).suffix.lower()) is not kind:
        raise FileRefused("wrong_name")
    try:
        found = (look or examine_apart)(path, kind)
    except Unfit as unfit:
        raise FileRefused(unfit.code) from None
    return Finding(kind, size, found.get("pages"), found.get("width"), found.get("height"))


def _kind_of(path: Path) -> FileKind:
    """By the first bytes; a file that is also something else is refused."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        kind = FileKind.PDF
    elif head.startswith(b"\xff\xd8\xff"):
        kind = FileKind.JPEG
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        kind = FileKind.PNG
    elif head.startswith(b"PK\x03\x04"):
        kind = FileKind.DOCX
    else:
        raise FileRefused("unknown_type")
    if b"%PDF-" in head and kind is not FileKind.PDF:
        raise FileRefused("two_types")
    if kind is not FileKind.DOCX and zipfile.is_zipfile(path):
        raise FileRefused("two_types")
    return kind


def examine_apart(path: Path, kind: FileKind) -> dict:
    """`examine` in a process of its own. Raises Unfit; a crash or a timeout is "too_complex"."""
    try:
        found = json.loads(apart.run("motcua.kernel.files.examine", str(path.resolve()), kind.value))
    except (apart.WentWrong, ValueError):
        raise Unfit("too_complex") from None
    if "unfit" in found:
        raise Unfit(found["unfit"])
    return found
