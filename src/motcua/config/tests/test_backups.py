"""A backup brought back is whole, passes the verification of the log, and goes on where it was."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TransactionTestCase

from motcua.config.backups import actions
from motcua.kernel.events import projections
from motcua.kernel.events.models import Event
from motcua.kernel.events.tests.trace import execute, note, note_with_words, statement_model

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """A var folder of our own; the projections of apps are tested by the apps."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "papers"
    monkeypatch.setattr(projections, "_registered", {})


@pytest.fixture
def made(tmp_path) -> Path:
    """A backup of two chains, a statement and a paper."""
    note(1, "trace:1"), note(2, "trace:1")
    note_with_words("lời thứ nhất\tcó thẻ\n và \\ xuống dòng", subject="trace:2")
    _paper("ab/cd/abcd").write_bytes(b"giay to")
    return Path(_run("backup", str(tmp_path / "all.tar")))


def _paper(name: str) -> Path:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _run(*arguments: str, **options) -> str:
    from io import StringIO

    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue().strip()


def _empty_everything(restore_database) -> None:
    restore_database()
    _paper("ab/cd/abcd").unlink()


@pytest.fixture
def restore_database():
    # Not imported by name: a second copy of conftest would have no database to put back.
    return lambda: TransactionTestCase._fixture_teardown(None)


def test_what_was_backed_up_comes_back_and_verifies(made, restore_database):
    before = list(Event.objects.values_list())
    _empty_everything(restore_database)
    assert not Event.objects.exists()
    assert "Nhật ký nguyên vẹn: 3 sự kiện, 2 chuỗi." in _run("restore", str(made))
    assert list(Event.objects.values_list()) == before
    assert statement_model().objects.get().body == {"words": "lời thứ nhất\tcó thẻ\n và \\ xuống dòng"}
    assert _paper("ab/cd/abcd").read_bytes() == b"giay to"


def test_work_goes_on_after_a_restore(made, restore_database):
    _empty_everything(restore_database)
    _run("restore", str(made))
    last = Event.objects.order_by("id").last().pk
    assert note(3, "trace:1").pk > last
    with pytest.raises(Exception, match="nhat ky chi duoc ghi them"):
        execute("DELETE FROM events_event")
    assert "nguyên vẹn" in _run("audit", "verify")


def test_a_database_with_data_is_not_overwritten_unless_forced(made):
    note(3, "trace:3")
    with pytest.raises(CommandError, match="--force"):
        _run("restore", str(made))
    assert Event.objects.filter(subject="trace:3").exists()
    _run("restore", str(made), "--force")
    assert not Event.objects.filter(subject="trace:3").exists()
    assert Event.objects.count() == 3


def test_a_tampered_archive_changes_nothing(made, restore_database, tmp_path):
    _empty_everything(restore_database)
    for tampered in (
        _with_other_paper(made, tmp_path),
        _without_a_member(made, tmp_path),
        _cut_off(made, tmp_path),
    ):
        with pytest.raises(CommandError, match=r"hỏng|Không đọc được"):
            _run("restore", str(tampered))
        assert not Event.objects.exists()
        assert not _paper("ab/cd/abcd").exists()


def _members(path: Path) -> list[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(path) as tar:
        return [(info, tar.extractfile(info).read()) for info in tar]


def _rewrite(path: Path, members) -> Path:
    import io

    with tarfile.open(path, "w") as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def _with_other_paper(made: Path, folder: Path) -> Path:
    members = [(i, b"giay ta" if i.name.startswith("papers/") else c) for i, c in _members(made)]
    return _rewrite(folder / "other.tar", members)


def _without_a_member(made: Path, folder: Path) -> Path:
    return _rewrite(folder / "less.tar", _members(made)[1:])


def _cut_off(made: Path, folder: Path) -> Path:
    path = folder / "cut.tar"
    path.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    return path


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "papers/../../outside"])
def test_an_archive_cannot_write_outside(name, tmp_path):
    path = _rewrite(tmp_path / "evil.tar", [(tarfile.TarInfo(name), b"x")])
    with pytest.raises(CommandError, match="không hợp lệ"):
        _run("restore", str(path))
    assert not (tmp_path.parent / "outside").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\0" * 4096])
def test_what_is_no_backup_is_one_clear_line(content, tmp_path):
    path = tmp_path / "x.tar"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="sao lưu"):
        _run("restore", str(path))
    with pytest.raises(CommandError, match="Không đọc được"):
        _run("restore", str(tmp_path / "missing.tar"))


def test_a_backup_of_the_other_engine_or_a_newer_version_is_refused(made, restore_database, tmp_path):
    _empty_everything(restore_database)
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    with pytest.raises(CommandError, match=other):
        _run("restore", str(_with_manifest(made, tmp_path, vendor=other)))
    with pytest.raises(CommandError, match="khuôn dạng 9"):
        _run("restore", str(_with_manifest(made, tmp_path, format=9)))
    newer = [["events", "9999_later"]]
    with pytest.raises(CommandError, match=r"events\.9999_later"):
        _run("restore", str(_with_manifest(made, tmp_path, migrations=newer)))
    assert not Event.objects.exists()


def _with_manifest(made: Path, folder: Path, **changes) -> Path:
    members = [
        (
            info,
            json.dumps(json.loads(content) | changes).encode() if info.name == "manifest.json" else content,
        )
        for info, content in _members(made)
    ]
    return _rewrite(folder / "changed.tar", members)


def test_a_backup_that_fails_leaves_nothing_half_done(tmp_path, monkeypatch):
    note()
    monkeypatch.setattr(actions, "_papers", lambda: iter([("papers/x", tmp_path / "gone")]))
    with pytest.raises(CommandError, match="Không ghi được"):
        _run("backup", str(tmp_path / "new.tar"))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_only_the_newest_are_kept(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in ("20250101", "20250102", "20250103"):
        (folder / f"motcua-{day}-010000.tar").touch()
    newest = _run("backup", "--keep", "2")
    assert sorted(path.name for path in folder.iterdir()) == ["motcua-20250103-010000.tar", Path(newest).name]
