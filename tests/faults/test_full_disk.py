"""A full disk says "not saved", keeps everything that was saved, and lets the same request through later."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import make_office, make_procedure
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk():
    """An intake officer signed in, and the form of a procedure filled in."""
    office = make_office()
    version = make_procedure()
    client = Client(raise_request_exception=False)
    client.force_login(
        office.officers["intake_officer"].account, backend="motcua.directory.identity.backends.AccountBackend"
    )
    form = {
        "client_id": str(uuid4()),
        "do": "accept",
        "competent_agency": office.committee.pk,
        "intake_channel": "1",
        "delivery_choice": "counter",
        "owner_kind": "citizen",
        "owner_personal_id": "042090000001",
        "owner_name": "Nguyễn Văn Thử",
    }
    for component in version.cases.get().components.all():
        form[f"c{component.pk}_kind"] = "original"
    return client, f"/desk/intake/{version.procedure.code}/", form


def test_an_accepted_dossier_first(desk):
    """The form itself is good: without a fault it is saved."""
    client, address, form = desk
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert Dossier.objects.get().code


def test_sqlite_at_its_limit(desk):
    if connection.vendor != "sqlite":
        pytest.skip("max_page_count is SQLite's")
    client, address, form = desk
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (x)")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        _use_up()
        saved, answer = _file_until_full(client, address, form)
        assert answer.status_code == 507, answer.content.decode()[:2000]
        assert "Chưa lưu" in answer.content.decode()
        assert Dossier.objects.count() == saved
        assert Event.objects.filter(kind="dossiers.accepted").count() == saved
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert client.post(address, form).status_code == 302  # the very request that was refused
    assert Dossier.objects.count() == saved + 1
    assert [d for d in map(str, verify()) if d.startswith("dossier")] == []


def _file_until_full(client: Client, address: str, form: dict) -> tuple[int, HttpResponse]:
    """File one dossier after another, each under its own id, until the database takes no more."""
    for saved in range(300):
        form["client_id"] = str(uuid4())
        answer = client.post(address, form)
        if answer.status_code != 302:
            return saved, answer
    raise AssertionError("the database never filled up")


def _use_up() -> None:
    """Fill what room is left, so that the next row has nowhere to go."""
    with connection.cursor() as cursor:
        for size in (100_000, 3_000, 300, 10):
            while True:
                try:
                    cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [size])
                except OperationalError:
                    break


def test_postgresql_out_of_space(desk, monkeypatch):
    """Error 53100 in the middle of the transaction, at the very insert of the event."""
    if connection.vendor != "postgresql":
        pytest.skip("53100 is PostgreSQL's")
    client, address, form = desk
    before = Event.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(_REFUSING)
    try:
        answer = client.post(address, form)
        assert answer.status_code == 507, answer.content.decode()[:2000]
        assert "Chưa lưu" in answer.content.decode()
        assert (Dossier.objects.count(), Event.objects.count()) == (0, before)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full_disk ON events_event")
    assert client.post(address, form).status_code == 302
    assert Dossier.objects.count() == 1


_REFUSING = """
CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON events_event FOR EACH ROW EXECUTE FUNCTION full_disk()
"""


def test_other_failures_of_the_database_are_not_called_full(desk, monkeypatch):
    client, address, form = desk

    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("server closed the connection unexpectedly") from psycopg.OperationalError()

    monkeypatch.setattr("motcua.casework.dossiers.actions.draft_dossier", refuse)
    answer = client.post(address, form)
    assert answer.status_code == 503
    assert "Chưa lưu" in answer.content.decode()
