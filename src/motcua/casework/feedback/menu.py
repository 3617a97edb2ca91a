"""What feedback puts into the shells: the citizens' box, the desk's list, what presses on the first page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.casework.feedback import permissions
from motcua.kernel import clock
from motcua.kernel.ui import menu, panels

MOST_SHOWN = 6


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(menu.Entry(label=_("Phản ánh, kiến nghị"), hint=_("Gửi ý kiến, xem trả lời, đọc những câu trả lời đã công khai"), url_name="feedback_public:home", order=35, icon="message", shelf=menu.PORTAL))  # fmt: skip
    menu.register(menu.Entry(label=_("Phản ánh, kiến nghị"), url_name="feedback:listing", roles=permissions.COMING_IN, order=46, icon="message", counter=waiting, shelf=menu.MANAGE))  # fmt: skip
    panels.register("desk.home", pressing_panel, order=32)
    panels.register("desk.home", owed_panel, order=31)


def waiting(request: HttpRequest) -> int:
    """How much waits for this officer."""
    return permissions.pressing_count(request.officer, clock.today())  # type: ignore[attr-defined]


def pressing_panel(request: HttpRequest) -> str:
    """On the first page of whoever answers: what is due next."""
    found = permissions.pressing(request.officer, clock.today())  # type: ignore[attr-defined]
    rows = list(found[:MOST_SHOWN])
    if not rows:
        return ""
    at = clock.now()
    shown = [(row, row.is_overdue(at)) for row in rows]
    late = found.overdue_at(at).count()
    return render_to_string("feedback/desk/pressing.html", {"rows": shown, "late": late}, request)


def owed_panel(request: HttpRequest) -> str:
    """On the head's first page: apologies that wait for a signature."""
    at = clock.now()
    rows = list(permissions.apologies_owed(request.officer, clock.today())[:MOST_SHOWN])  # type: ignore[attr-defined]
    shown = [(row, row.apologise_by is not None and row.apologise_by < at) for row in rows]
    return render_to_string("feedback/desk/owed.html", {"rows": shown}, request) if rows else ""
