from __future__ import annotations

from uuid import uuid4

from motcua.casework.dossiers.tests.browsing import act, monday, office, signed_in
from motcua.casework.dossiers.tests.factories import Office
from motcua.directory.procedures.models import Component, ProcedureVersion

__all__ = ["act", "filled", "monday", "office", "signed_in"]


def filled(office: Office, version: ProcedureVersion, *, papers: bool = True, **changes: object) -> dict:
    """The intake form as a clerk fills it in."""
    values = {
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
    for component in Component.objects.filter(case__version=version):
        values[f"c{component.pk}_kind"] = "original" if papers else ""
    return values | changes
