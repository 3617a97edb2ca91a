"""What every door of the desk needs: who stands there, and whether they may come in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.directory.agencies.choices import Role
from motcua.directory.identity.doors import Door, to_sign_in
from motcua.kernel.ui import errors


def officer_required(*roles: str) -> Callable[[Door], Door]:
    """Let in officers with a membership in force today, in one of the roles if some are named.

    Anonymous people are sent to sign in and back; others get a page that says why not. A
    role that does not exist raises ValueError when the door is built.
    """
    wanted = frozenset(Role(role).value for role in roles)

    def decorate(view: Door) -> Door:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            held = request.officer.roles if request.officer else frozenset()  # type: ignore[attr-defined]
            if not held:
                return denied(request, _("Tài khoản này hiện không giữ vai trò nào tại cơ quan nào."))
            if wanted and not wanted & held:
                return denied(request, _("Trang này dành cho: %(roles)s.") % {"roles": _labels(wanted)})
            return view(request, *args, **kwargs)

        guarded.door = "officer"  # type: ignore[attr-defined]
        guarded.roles = wanted  # type: ignore[attr-defined]
        return guarded

    return decorate


def denied(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The 403 page; `reason` is one Vietnamese sentence."""
    return errors.answer(request, 403, what=reason)


def _labels(roles: frozenset[str]) -> str:
    return ", ".join(str(role.label) for role in Role if role.value in roles)
