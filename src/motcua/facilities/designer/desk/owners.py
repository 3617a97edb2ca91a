"""For which agencies an officer may keep processes."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from motcua.directory.agencies import permissions as agencies
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Officer
from motcua.facilities.designer.desk.forms import STANDARD


def owners_for(officer: Officer, on: date) -> list[tuple[str, str]]:
    """Choices of owners; own agencies first, the standard ones for system administrators; empty for others."""
    is_system = agencies.is_system_admin(officer, on)
    if not is_system and not agencies.agencies_of(officer, on=on, roles=(Role.AGENCY_ADMIN,)):
        return []
    found = agencies.agencies_administered(officer, on)
    choices = [(str(pk), name) for pk, name in found.order_by("code").values_list("pk", "name")[:2000]]  # type: ignore[attr-defined]
    return [(STANDARD, _("Quy trình chuẩn, mọi cơ quan dùng được")), *choices] if is_system else choices


def owner_id(chosen: str) -> int | None:
    return None if chosen == STANDARD else int(chosen)
