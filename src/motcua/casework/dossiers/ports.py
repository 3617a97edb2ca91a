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


# Asked with the dossier, by whom and when, and what the act moved in its run (None: only the state is another).
Follower = Callable[[Any, Any, Any], None]

_followers: list[Follower] = []


def follow_moves(follower: Follower) -> None:
    """Let `follower` do its part after each act that moved a dossier, in the same transaction.

    Called once by an app's `AppConfig.ready`.
    """
    _followers.append(follower)


def moved_on(dossier: Any, by: Any, moved: Any) -> None:
    """A dossier stands elsewhere now, or in another state."""
    for follow in _followers:
        follow(dossier, by, moved)
