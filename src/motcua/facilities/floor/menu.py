"""What this app puts into the shells: the bar over intake, the counter's page, the hall's page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.facilities.floor.desk.views import bar_context
from motcua.facilities.halls.permissions import SUPERVISING
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(
        menu.Entry(label=_("Quầy"), url_name="floor:counter", roles=("intake_officer",), order=4, icon="bell")
    )
    roles = tuple(sorted({*SUPERVISING, "system_admin"}))
    menu.register(
        menu.Entry(
            label=_("Sảnh lúc này"),
            url_name="floor:halls",
            roles=roles,
            order=42,
            icon="people",
            shelf=menu.MANAGE,
        )
    )
    panels.register("intake.top", bar, order=10)


def bar(request: HttpRequest) -> str:
    """Whoever sits at a counter has it over the page on which dossiers are taken in."""
    context = bar_context(request)
    return render_to_string("floor/parts/over_intake.html", context, request) if context["bar"] else ""
