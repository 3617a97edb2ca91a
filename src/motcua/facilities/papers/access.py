"""Who may see and add papers is known only by the app they belong to; it says so here, else nobody may.

    access.register("dossier", access.Access(may_read=..., may_add=..., page_url=...))

Called once, from the upper app's `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.facilities.papers import projections


@dataclass(frozen=True, kw_only=True)
class Access:
    """Answers about one type of subject.

    `may_read(request, id, what)`: whether this visitor may see papers of the subject; it may note
    the read (`what` says of what). `may_add(request, id)`: the agency in whose name this visitor
    adds or withdraws papers, None when not allowed. `page_url(id)`: where to go afterwards.
    """

    may_read: Callable[[HttpRequest, str, str], bool]
    may_add: Callable[[HttpRequest, str], int | None]
    page_url: Callable[[str], str]


_registered: dict[str, Access] = {}


def register(subject_type: str, access: Access) -> None:
    """Open papers of `<subject_type>:<id>` to whom `access` lets in, and have audits compare them with the log."""
    _registered[subject_type] = access
    projections.install(subject_type)


def may_read(request: HttpRequest, subject: str, what: str) -> bool:
    access, subject_id = _of(subject)
    return access is not None and access.may_read(request, subject_id, what)


def may_add(request: HttpRequest, subject: str) -> int | None:
    """The agency in whose name papers are added; None when they may not be."""
    access, subject_id = _of(subject)
    return access.may_add(request, subject_id) if access else None


def page_url(subject: str) -> str:
    access, subject_id = _of(subject)
    if access is None:
        raise LookupError(subject)
    return access.page_url(subject_id)


def _of(subject: str) -> tuple[Access | None, str]:
    subject_type, _, subject_id = subject.partition(":")
    return _registered.get(subject_type), subject_id
