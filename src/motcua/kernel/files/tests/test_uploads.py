"""Requests with files, through Django's own parser."""

from __future__ import annotations

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from motcua.kernel.files.choices import MAX_BYTES
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.store import NotSaved


@pytest.fixture
def received():
    """Sends one file with a form; the request is closed at the end, as a server does."""
    requests = []

    def send(content: bytes):
        request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", content), "said": "yes"})
        requests.append(request)
        assert request.POST["said"] == "yes"
        return request.FILES["file"]

    yield send
    for request in requests:
        request.close()


@pytest.mark.parametrize("size", [0, 10, 3 * 1024 * 1024, MAX_BYTES])
def test_arrives_whole(received, size):
    file = received(b"x" * size)
    assert file.size == size
    assert sum(len(chunk) for chunk in file.chunks()) == size


def test_large_ones_are_spooled(received):
    assert isinstance(received(b"x" * (3 * 1024 * 1024)), TemporaryUploadedFile)


def test_too_large_is_said_when_read(received):
    file = received(b"x" * (MAX_BYTES + 1))
    with pytest.raises(FileRefused, match="20 MB"):
        list(file.chunks())
    with pytest.raises(FileRefused, match="20 MB"):
        file.read()


def test_full_disk_is_said_when_read(received, monkeypatch):
    def refuse(_file: object, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryUploadedFile, "write", refuse, raising=False)
    with pytest.raises(NotSaved, match="Chưa lưu"):
        list(received(b"x" * (3 * 1024 * 1024)).chunks())


def test_no_room_for_a_temporary_file(received, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "missing")
    with pytest.raises(NotSaved):
        received(b"x" * (3 * 1024 * 1024)).read()
