from __future__ import annotations

import json

import pytest

from motcua.kernel.events import seals
from motcua.kernel.events.tests.trace import AT, note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


def test_everyone_sees_the_seals(client):
    assert "Chưa có niêm phong nào" in client.get("/niem-phong/").content.decode()
    note()
    seal = seals.take_seal(at=AT)
    page = client.get("/niem-phong/").content.decode()
    assert "02/03/2026" in page
    assert seal.hash[:16] in page


def test_a_published_seal_is_what_verify_reads(client, folder):
    note()
    seals.take_seal(at=AT)
    (published,) = client.get("/niem-phong.json").json()["seals"]
    path = folder / "kept.json"
    path.write_text(json.dumps(published))
    assert seals.read_file(path).hash == published["hash"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 50])
def test_pages_that_are_not_there(client, page):
    assert client.get("/niem-phong/", {"page": page}).status_code == 200
