"""System checks: a menu never points nowhere."""

from __future__ import annotations

from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

from motcua.kernel.ui import menu
from motcua.kernel.ui.icons import ICONS


@register("urls")
def menu_entries_lead_somewhere(**_: object) -> list[CheckMessage]:
    """Every registered entry has an address and an icon that exist."""
    errors: list[CheckMessage] = []
    for entry in menu.entries():
        try:
            reverse(entry.url_name)
        except NoReverseMatch:
            errors.append(Error(f"menu entry without a page: {entry.url_name}", id="ui.E001"))
        if entry.icon not in ICONS:
            errors.append(
                Error(f"menu entry {entry.url_name} with an unknown icon: {entry.icon}", id="ui.E002")
            )
    return errors
