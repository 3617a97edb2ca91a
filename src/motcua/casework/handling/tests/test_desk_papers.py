"""Papers of a dossier through the desk: who may, who may not, and what the page shows."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.casework.dossiers.tests import factories
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry
from motcua.facilities.papers.models import Paper
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path / "papers"
    yield
    reading.flush()  # while the database is open


@pytest.fixture
def office():
    return factories.make_office()


@pytest.fixture
def dossier(office):
    return factories.make_accepted(office)


def add(client, dossier, **changes):
    content = SimpleUploadedFile("Đơn.pdf", samples.pdf(2))
    values = {"client_id": str(uuid4()), "subject": dossier.subject, "kind": "original", "files": [content]}
    return client.post(reverse("papers:add"), values | changes)


def signed_in(client, office, role: str):
    client.force_login(office.officers[role].account)
    return client


def test_the_one_stop_adds_and_the_page_shows(client, office, dossier):
    desk = signed_in(client, office, "intake_officer")
    answer = add(desk, dossier)
    assert answer["Location"] == reverse("dossiers:page", args=[dossier.pk])
    page = desk.get(answer["Location"]).content.decode()
    assert "Đơn.pdf" in page
    assert 'enctype="multipart/form-data"' in page
    paper = Paper.objects.get()
    assert paper.agency_id == dossier.receiving_agency_id
    assert factories.differences() == []


def test_an_inspector_of_the_agency_sees_and_does_not_add(client, office, dossier):
    add(signed_in(client, office, "intake_officer"), dossier)
    inspector = signed_in(client, office, "inspector")
    assert add(inspector, dossier).status_code == 404
    paper = Paper.objects.get()
    assert b"".join(inspector.get(reverse("papers:original", args=[paper.pk])).streaming_content)
    assert "papers-files" not in inspector.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    reading.flush()
    assert AccessEntry.objects.filter(what__startswith="original:", dossier_id=dossier.pk).exists()


def test_officers_elsewhere_see_nothing(client, office, dossier):
    add(signed_in(client, office, "intake_officer"), dossier)
    elsewhere = signed_in(client, factories.make_office("Nơi Khác"), "intake_officer")
    paper = Paper.objects.get()
    for door in ("show", "original", "thumbnail"):
        assert elsewhere.get(reverse(f"papers:{door}", args=[paper.pk])).status_code == 404
    assert add(elsewhere, dossier).status_code == 404
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("subject", ["dossier:0", "dossier:abc", "dossier:99999999999999999999999"])
def test_subjects_that_are_no_dossier(client, office, dossier, subject):
    desk = signed_in(client, office, "intake_officer")
    assert add(desk, dossier, subject=subject).status_code == 404
