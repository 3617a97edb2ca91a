"""What notes put into the shells: where I am mentioned, with a count; panels of pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.casework.notes import queries
from motcua.casework.notes.choices import WORKING_ROLES
from motcua.casework.notes.desk import panels as own
from motcua.casework.notes.permissions import own_agencies
from motcua.kernel import clock
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("dossiers.aside", own.dossier_panel, 60)
    panels.register("desk.home", own.home_panel, 5)
    menu.register(
        menu.Entry(
            label=_("Nhắc tên"),
            url_name="notes:mentions",
            roles=tuple(sorted(WORKING_ROLES)),
            order=15,
            icon="edit",
            counter=_waiting,
        )
    )


def _waiting(request: HttpRequest) -> int:
    """Notes that call this officer and were not seen yet, counted up to a hundred."""
    officer = request.officer  # type: ignore[attr-defined]
    return queries.open_count(officer.pk, own_agencies(officer, clock.today()))
