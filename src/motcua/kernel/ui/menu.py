"""The entries of the shells: staff menu, citizens' ways, and the door behind the search box.

    menu.register(menu.Entry(label=_("Việc của tôi"), url_name="dossiers:work", order=10, icon="list"))

Apps register in their AppConfig.ready(); the shells in `channels` show what the officer's
roles allow. A system check refuses an entry whose address does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

DESK = "desk"
MANAGE = "manage"
PORTAL = "portal"
ACCOUNT = "account"
LEAVE = "leave"
SHELVES = (DESK, MANAGE, PORTAL, ACCOUNT, LEAVE)

Counter = Callable[[HttpRequest], int]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a menu.

    `roles` empty: every officer. `shelf`: DESK stands in the top bar, MANAGE under
    "Quản lý", PORTAL is a large link on the citizens' first page, with `hint` below it,
    ACCOUNT stands under the officer's name, LEAVE beside it as a button that posts (sign out).
    `counter` answers how many things wait there; zero shows nothing. `key`: shortcut.
    """

    label: Any
    url_name: str
    roles: tuple[str, ...] = ()
    order: int = 50
    counter: Counter | None = None
    icon: str = "folder"
    shelf: str = DESK
    hint: Any = ""
    key: str = ""


@dataclass(frozen=True)
class Link:
    """An entry as one officer sees it."""

    entry: Entry
    url: str
    count: int
    is_here: bool


_entries: dict[str, Entry] = {}
_search: list[str] = []


def register(entry: Entry) -> None:
    """Add the entry; one with the same shelf and address takes its place."""
    if entry.shelf not in SHELVES:
        raise ValueError(f"no such shelf: {entry.shelf}")
    _entries[f"{entry.shelf} {entry.url_name}"] = entry


def search_at(url_name: str) -> None:
    """Say which door takes `?q=`: the search box of the desk and scanned barcodes go there."""
    _search[:] = [url_name]


def search_url() -> str:
    """Address of the search door, or "" while no app offers one."""
    return reverse(_search[0]) if _search else ""


def entries() -> list[Entry]:
    """Every entry of every shelf, in order."""
    return sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name))


def links(shelf: str, request: HttpRequest) -> list[Link]:
    """What this request's officer may open from the shelf; DESK and MANAGE are empty for whoever is none."""
    officer = getattr(request, "officer", None)
    if officer is None and shelf in (DESK, MANAGE):
        return []
    roles = roles_of(officer)
    shown = [e for e in entries() if e.shelf == shelf and (not e.roles or roles.intersection(e.roles))]
    here = _longest_prefix([reverse(e.url_name) for e in shown], request.path)
    return [_link(entry, request, here) for entry in shown]


def _link(entry: Entry, request: HttpRequest, here: str) -> Link:
    url = reverse(entry.url_name)
    return Link(entry, url, _waiting(entry, request), is_here=url == here)


def _waiting(entry: Entry, request: HttpRequest) -> int:
    """Counted once a request, however many menus of the page show the entry."""
    if entry.counter is None:
        return 0
    known = request.__dict__.setdefault("_menu_counts", {})
    if entry.counter not in known:
        known[entry.counter] = entry.counter(request)
    return known[entry.counter]


def _longest_prefix(urls: Iterable[str], path: str) -> str:
    """The most specific address the path stands under; a shell's first page only counts for itself."""
    under = (url for url in urls if path == url or (path.startswith(url) and url.count("/") > 2))
    return max(under, key=len, default="")


def roles_of(officer: object) -> frozenset[str]:
    """The role names of an officer; none for nobody, or for one whose roles are not known."""
    roles = getattr(officer, "roles", None) or ()
    if callable(roles):
        roles = roles()
    return frozenset(str(role) for role in roles)
