"""A process of an agency, and the doors at which it is changed and published."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from django.urls import reverse

from motcua.facilities.designer import library
from motcua.facilities.designer.desk.rows import sheet_of
from motcua.facilities.designer.tests.test_rows import posted
from motcua.kernel import clock

TABLE = replace(library.BY_CODE["department"].table, code="p-own", name="Quy trình riêng")


def url(name: str, *args) -> str:
    return reverse(f"designer:{name}", args=args)


def publish(client, office, **changed):
    today = clock.today()
    said = {
        "client_id": uuid4(),
        "sha256": office.draft.sha256,
        "decision": "7/QĐ-UBND",
        "valid_from": f"{today:%d/%m/%Y}",
    }
    return client.post(url("publish", office.process.pk, 1), said | changed)


def edit(client, office, button: str = "save", **changed):
    said = {"client_id": str(uuid4()), "seen": office.draft.sha256, "do": button}
    return client.post(url("edit", office.process.pk), posted(sheet_of(TABLE)) | said | changed)
