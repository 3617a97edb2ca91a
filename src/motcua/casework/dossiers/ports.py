"""What apps above know that stands against a verb; dossiers ask, and know none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Asked with the dossier (at the end of a step with dossier and spot); answers why the verb may not be used on it now, "" when nothing stands against it.
Objection = Callable[[Any], str]

_objections: dict[str, list[Objection]] = {}


def object_to(verb: str, objection: Objection) -> None:
    """Ask `objection` before each use of a verb. Called once by an app's `AppConfig.ready`."""
    _objections.setdefault(verb, []).append(objection)


def objection_to(verb: str, about: Any) -> str:
    """The first reason against a verb; "" when there is none."""
    return next((reason for ask in _objections.get(verb, ()) if (reason := ask(about))), "")
