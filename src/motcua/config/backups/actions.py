"""Make a backup, bring one back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import motcua
from motcua.config import roles
from motcua.config.backups import archive, postgres, sqlite
from motcua.config.backups.manifest import BadBackup, Manifest
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event

_ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


class NotEmpty(Exception):
    """Cơ sở dữ liệu đích đang có dữ liệu; thêm --force để thay bằng bản sao lưu."""


class OtherEngine(Exception):
    """Tệp sao lưu của loại cơ sở dữ liệu khác."""


def default_path(at: datetime) -> Path:
    return _folder() / f"motcua-{at.astimezone(VIETNAM):%Y%m%d-%H%M%S}.tar"


def _folder() -> Path:
    return Path(settings.VAR) / "backups"


def keep_newest(count: int) -> None:
    """Remove all but the newest backups of the default folder; their names are in the order of time."""
    for path in sorted(_folder().glob("motcua-*.tar"))[:-count]:
        path.unlink()


def backup(*, path: Path, at: datetime) -> Path:
    """Write one archive of database and papers.

    The database is copied first: papers are only ever added, so every paper that the
    copied rows name is still there when the papers are copied after it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = archive.Writer(path, _manifest(at))
    try:
        with _scratch(path.parent) as scratch:
            _ENGINES[connection.vendor].save(writer, scratch)
        for name, paper in _papers():
            writer.add(name, paper)
        writer.close()
    except BaseException:
        writer.discard()
        raise
    return path


def _manifest(at: datetime) -> Manifest:
    applied = sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())
    return Manifest(at.isoformat(), motcua.__version__, connection.vendor, applied)


def _papers() -> Iterator[tuple[str, Path]]:
    folder = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{archive.PAPERS}{path.relative_to(folder).as_posix()}", path


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".motcua-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restore(*, path: Path, force: bool) -> Manifest:
    """Bring a backup back. Everything is read and checked before anything is changed.

    Raises BadBackup, NotEmpty (unless `force`) and OtherEngine.
    """
    var = Path(settings.VAR)
    var.mkdir(parents=True, exist_ok=True)
    with _scratch(var) as unpacked:
        manifest = archive.unpack(path, unpacked)
        if manifest.vendor != connection.vendor:
            raise OtherEngine(
                f"Tệp sao lưu của {manifest.vendor}, cơ sở dữ liệu ở đây là {connection.vendor}."
            )
        _refuse_newer(manifest)
        if not force and not is_empty():
            raise NotEmpty(NotEmpty.__doc__)
        _put_papers(unpacked / archive.PAPERS)
        engine = _ENGINES[connection.vendor]
        with roles.as_owner():
            engine.clear()
            engine.load(unpacked, manifest)
        call_command("migrate", verbosity=0)
    return manifest


def is_empty() -> bool:
    """Whether nothing was ever stated here and nobody can sign in; catalogues may have been loaded."""
    there = set(connection.introspection.table_names())
    return not any(
        model._meta.db_table in there and model._default_manager.exists()
        for model in (Event, get_user_model())
    )


def _refuse_newer(manifest: Manifest) -> None:
    known = set(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
    if unknown := sorted(f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known):
        raise BadBackup(f"Tệp sao lưu của một bản mới hơn, bản này không có: {', '.join(unknown[:3])}")


def _put_papers(folder: Path) -> None:
    """Papers are named by their content, so one that is there already is the same."""
    target = Path(settings.MEDIA_ROOT)
    for source in sorted(folder.rglob("*")) if folder.exists() else []:
        if source.is_file():
            place = target / source.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                shutil.move(source, place)
