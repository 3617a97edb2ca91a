"""The archive file: a plain tar whose members are hashed while they are written and checked before use."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from pathlib import Path
from typing import Any

from motcua.config.backups import manifest as manifests
from motcua.config.backups.manifest import BadBackup, Manifest, Member

PAPERS = "papers/"
_CHUNK = 1024 * 1024


class Writer:
    """Adds members; `close` writes the manifest and gives the file its name, whole or not at all."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self.part = path.with_name(path.name + ".part")
        self.tar = tarfile.open(self.part, "w", format=tarfile.PAX_FORMAT)  # noqa: SIM115  closed by close()

    def add(self, name: str, source: Path) -> None:
        info = tarfile.TarInfo(name)
        info.size = source.stat().st_size
        info.mtime = source.stat().st_mtime
        with source.open("rb") as stream:
            hashing = _Hashing(stream)
            self.tar.addfile(info, hashing)
        self.manifest.members[name] = Member(info.size, hashing.digest.hexdigest())

    def close(self) -> None:
        content = self.manifest.to_json()
        info = tarfile.TarInfo(manifests.NAME)
        info.size = len(content)
        self.tar.addfile(info, io.BytesIO(content))
        self.tar.close()
        with self.part.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(self.part, self.path)

    def discard(self) -> None:
        self.tar.close()
        self.part.unlink(missing_ok=True)


class _Hashing(io.RawIOBase):
    """Reads another stream and hashes what passes."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.digest.update(data)
        return data


def unpack(path: Path, into: Path) -> Manifest:
    """Everything of an archive, each file checked against the manifest. Raises BadBackup before anything is used."""
    found: dict[str, Member] = {}
    content = b""
    try:
        with tarfile.open(path, "r:") as tar:
            for info in tar:
                name = _safe(info)
                stream: Any = tar.extractfile(info)
                assert stream is not None  # noqa: S101  _safe lets only regular files through
                if name == manifests.NAME:
                    content = stream.read()
                else:
                    found[name] = _copy(stream, into / name)
    except (OSError, tarfile.TarError, EOFError) as failure:
        raise BadBackup(f"Không đọc được tệp sao lưu {path}: {type(failure).__name__}") from failure
    manifest = manifests.from_json(content)
    for name in found.keys() | manifest.members.keys():
        if found.get(name) != manifest.members.get(name):
            raise BadBackup(f"Tệp sao lưu hỏng: {name} thiếu, thừa hoặc khác mã băm; chưa thay đổi gì.")
    return manifest


def _safe(info: tarfile.TarInfo) -> str:
    """The member's name, if it is a file that stays inside the folder it is unpacked into."""
    parts = Path(info.name).parts
    if not info.isreg() or info.name.startswith("/") or ".." in parts or not parts:
        raise BadBackup(f"Tệp sao lưu có mục không hợp lệ: {info.name!r}; chưa thay đổi gì.")
    return info.name


def _copy(stream: io.BufferedReader, target: Path) -> Member:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        while data := stream.read(_CHUNK):
            digest.update(data)
            size += len(data)
            out.write(data)
    return Member(size, digest.hexdigest())
