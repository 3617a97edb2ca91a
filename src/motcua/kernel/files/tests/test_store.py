from __future__ import annotations

import errno
import hashlib
import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from motcua.kernel import clock
from motcua.kernel.files import store
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.store import FileCorrupt, FileMissing, NotSaved


def put(content: bytes) -> str:
    with store.receive([content[:3], content[3:]]) as received:
        store.keep(received)
    return received.sha256


def test_stored_under_its_hash(media_root):
    sha256 = put(b"abcdef")
    assert sha256 == hashlib.sha256(b"abcdef").hexdigest()
    place = media_root / sha256[:2] / sha256[2:4] / sha256
    assert place.read_bytes() == b"abcdef"
    assert place.stat().st_mode & 0o222 == 0
    assert store.read(sha256) == b"abcdef"
    assert list((media_root / "incoming").iterdir()) == []


def test_same_content_is_stored_once_and_not_rewritten():
    sha256 = put(b"same")
    before = store.path_of(sha256).stat()
    assert put(b"same") == sha256
    after = store.path_of(sha256).stat()
    assert (before.st_ino, before.st_size) == (after.st_ino, after.st_size)
    assert after.st_mtime_ns > before.st_mtime_ns  # as a sign that somebody sent it again


def test_not_kept_is_gone(media_root):
    with store.receive([b"abc"]) as received:
        assert received.path.exists()
    assert not received.path.exists()
    assert not store.path_of(received.sha256).exists()


def test_above_the_limit_nothing_stays(media_root):
    with pytest.raises(FileRefused, match="20 MB"), store.receive([b"abc", b"def"], limit=5):
        pytest.fail("must not get here")
    assert list((media_root / "incoming").iterdir()) == []


def test_missing_and_changed_files_are_named():
    sha256 = put(b"abcdef")
    place = store.path_of(sha256)
    place.chmod(0o600)
    place.write_bytes(b"abcdeX")
    with pytest.raises(FileCorrupt, match="thay đổi"):
        store.read(sha256)
    place.unlink()
    with pytest.raises(FileMissing, match="Không tìm thấy"):
        store.read(sha256)


def test_damaged_file_heals_when_sent_again():
    sha256 = put(b"abcdef")
    store.path_of(sha256).chmod(0o600)
    store.path_of(sha256).write_bytes(b"")
    assert put(b"abcdef") == sha256
    assert store.read(sha256) == b"abcdef"


@pytest.mark.parametrize("name", ["", "..", "a" * 63, "A" * 64, "../" + "a" * 61, "a" * 64 + "\n"])
def test_only_hashes_have_a_place(name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.path_of(name)


def test_full_disk_while_receiving(monkeypatch, media_root):
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", refuse)
    with pytest.raises(NotSaved, match="Chưa lưu"), store.receive([b"abc"]):
        pytest.fail("must not get here")
    assert list((media_root / "incoming").iterdir()) == []


def test_unwritable_place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a-file"
    settings.MEDIA_ROOT.write_text("in the way")
    with pytest.raises(NotSaved), store.receive([b"abc"]):
        pytest.fail("must not get here")


def test_what_a_crash_left_is_cleared(media_root):
    with store.receive([b"abc"]) as received:
        shutil.copy(received.path, media_root / "incoming" / "left")
        os.utime(media_root / "incoming" / "left", (0, 0))
        assert store.clear_incoming(before=clock.now() - timedelta(days=1)) == 1
        assert received.path.exists()


def test_only_what_nobody_sent_lately_is_discarded():
    sha256 = put(b"old")
    sent = store.path_of(sha256).stat().st_mtime
    assert not store.discard(sha256, before=datetime.fromtimestamp(sent - 1, UTC))
    assert store.path_of(sha256).exists()
    assert store.discard(sha256, before=datetime.fromtimestamp(sent + 1, UTC))
    assert not store.path_of(sha256).exists()
    assert not store.discard(sha256, before=datetime.fromtimestamp(sent + 1, UTC))
    assert put(b"old") == sha256
    assert store.read(sha256) == b"old"
