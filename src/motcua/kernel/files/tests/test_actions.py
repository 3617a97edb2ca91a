from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.kernel import clock
from motcua.kernel.files import actions, store
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db


def test_keep_then_record():
    content, at = samples.pdf(2), clock.now()
    file = actions.keep_file(chunks=[content], name="đơn.pdf")
    row = actions.record_file(file=file, stored_at=at)
    assert (row.size, row.media_type, row.stored_at) == (len(content), "application/pdf", at)
    assert file.pages == 2
    assert store.read(row.sha256) == content


def test_same_content_has_one_row():
    at = clock.now()
    for minutes in (0, 5):
        file = actions.keep_file(chunks=[samples.picture()], name="a.png")
        actions.record_file(file=file, stored_at=at + timedelta(minutes=minutes))
    assert [row.stored_at for row in StoredFile.objects.all()] == [at]


def test_refused_leaves_nothing(media_root):
    with pytest.raises(FileRefused):
        actions.keep_file(chunks=[b"MZ"], name="a.pdf")
    assert [path for path in media_root.rglob("*") if path.is_file()] == []
