from __future__ import annotations

import pytest

from motcua.kernel import clock
from motcua.kernel.doctor.checkup import Level
from motcua.kernel.files import actions, store
from motcua.kernel.files.examination import examine_store
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db


def levels() -> list[str]:
    return [finding.level for finding in examine_store()]


def kept() -> str:
    file = actions.keep_file(chunks=[samples.pdf()], name="a.pdf")
    return actions.record_file(file=file, stored_at=clock.now()).sha256


def test_all_well():
    kept()
    assert levels() == [Level.OK, Level.OK]


def test_changed_and_missing_files_are_found():
    place = store.path_of(kept())
    place.chmod(0o600)
    place.write_bytes(b"x" * place.stat().st_size)
    assert levels() == [Level.OK, Level.ERROR]
    place.unlink()
    assert levels() == [Level.OK, Level.ERROR]


def test_unwritable_store_is_found(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "in-the-way"
    settings.MEDIA_ROOT.write_text("")
    assert levels()[0] == Level.ERROR
