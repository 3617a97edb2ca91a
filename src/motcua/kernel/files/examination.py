"""What `motcua doctor` looks at in the store: can it be written, are the newest files there and whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from motcua.kernel.doctor.checkup import Finding, error, ok
from motcua.kernel.files import store
from motcua.kernel.files.models import StoredFile

_LOOKED_FOR = 1_000
_HASHED = 20


def examine_store() -> Iterator[Finding]:
    """A sample, newest first; reading everything is the work of a restore test."""
    yield _writable()
    rows = list(StoredFile.objects.order_by("-stored_at").values_list("sha256", "size")[:_LOOKED_FOR])
    missing = [sha256 for sha256, size in rows if not _is_there(sha256, size)]
    changed = [sha256 for sha256, _ in rows[:_HASHED] if sha256 not in missing and not _is_whole(sha256)]
    for sha256 in [*missing, *changed]:
        what = "thiếu hoặc sai kích thước" if sha256 in missing else "nội dung bị thay đổi"
        yield error(f"tệp {sha256[:16]}… trong kho giấy tờ: {what}", "khôi phục tệp này từ bản sao lưu")
    if not missing and not changed:
        yield ok(f"kho giấy tờ: {len(rows)} tệp mới nhất đều còn")


def _writable() -> Finding:
    probe = b"motcua doctor"
    try:
        with store.receive([probe]) as received:
            if received.sha256 == hashlib.sha256(probe).hexdigest():
                return ok("kho giấy tờ ghi được")
    except store.NotSaved as failure:
        return error(
            f"kho giấy tờ không ghi được ({failure.__cause__})", "xem quyền thư mục và dung lượng ổ đĩa"
        )
    return error("kho giấy tờ ghi sai nội dung", "kiểm tra ổ đĩa")


def _is_there(sha256: str, size: int) -> bool:
    try:
        return store.path_of(sha256).stat().st_size == size
    except OSError:
        return False


def _is_whole(sha256: str) -> bool:
    try:
        store.open_verified(sha256).close()
    except (store.FileMissing, store.FileCorrupt):
        return False
    return True
