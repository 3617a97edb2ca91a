"""The intake page as a clerk fills it in, and what can be read from its answer."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import Office
from motcua.directory.procedures.models import Component, ProcedureVersion


def address(version: ProcedureVersion) -> str:
    return reverse("intake:begin", args=[version.procedure.code])


def components(version: ProcedureVersion) -> list[Component]:
    return list(Component.objects.filter(case__version=version).order_by("case__position", "position"))


def filled(office: Office, version: ProcedureVersion, *, papers: bool = True, **changes: object) -> dict:
    """All a clerk types, with every paper marked as there unless told otherwise."""
    values: dict = {
        "client_id": str(uuid4()),
        "competent_agency": office.committee.pk,
        "intake_channel": "1",
        "delivery_choice": "both",
        "owner_kind": "citizen",
        "owner_personal_id": "042192000001",
        "owner_name": "Nguyễn Thị Thử",
        "owner_born_on": "14/03/1992",
        "owner_sex": "Nữ",
        "owner_address": "Thôn Mẫu",
        "owner_phone": "0912345678",
        "do": "accept",
    }
    for component in components(version):
        values[f"c{component.pk}_kind"] = "original" if papers else ""
    return values | changes


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hold(client: Client, name: str, content: bytes, client_id: str) -> str:
    """Send a file early, as the script does; its token."""
    answer = client.post(reverse("papers:hold"), {"client_id": client_id, "file": file(name, content)})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["token"]


def text(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def tokens(answer: HttpResponse, component: Component) -> list[str]:
    """Files that the page carries at a row."""
    return re.findall(rf'name="c{component.pk}_papers" value="([^"]+)"', answer.content.decode())


def value(answer: HttpResponse, name: str) -> str | None:
    """What a text field of the page shows; None when there is no such field."""
    control = re.search(rf'<input[^>]*name="{name}"[^>]*>', answer.content.decode())
    if control is None:
        return None
    found = re.search(r'value="([^"]*)"', control[0])
    return unescape(found[1]) if found else ""


def chosen(answer: HttpResponse, name: str) -> str | None:
    """The value a list of the page has; None when there is no such list."""
    control = re.search(rf'<select[^>]*name="{name}".*?</select>', answer.content.decode(), re.DOTALL)
    if control is None:
        return None
    found = re.search(r'<option value="([^"]*)" selected', control[0])
    return found[1] if found else ""
