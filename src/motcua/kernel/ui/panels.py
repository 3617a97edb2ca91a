"""Lets an upper app show its data on a lower app's page, without the page knowing it.

    panels.register("dossier.aside", queue_position, order=20)

A panel is a function of the request and of what the page passes in; it answers HTML
that is already safe (a rendered template), or "" to stay away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

Render = Callable[..., str]


@dataclass(frozen=True)
class Panel:
    order: int
    render: Render


_panels: dict[str, list[Panel]] = {}


def register(slot: str, render: Render, order: int = 50) -> None:
    """Show `render` in the slot; lower orders come first. Registering the same function again changes nothing."""
    panels = _panels.setdefault(slot, [])
    if all(panel.render is not render for panel in panels):
        panels.append(Panel(order, render))
        panels.sort(key=lambda panel: panel.order)


def rendered(slot: str, request: HttpRequest, **what: object) -> list[str]:
    """The HTML of every panel of the slot that has something to show, in order."""
    return [html for panel in _panels.get(slot, []) if (html := panel.render(request, **what))]
