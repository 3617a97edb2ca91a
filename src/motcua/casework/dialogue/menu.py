"""What dialogues put into the shells: the portal's way in, the desk's list, promises on the first page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.casework.dialogue import permissions, queries
from motcua.kernel import clock
from motcua.kernel.ui import menu, panels

MOST_SHOWN = 6


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(menu.Entry(label=_("Đối thoại với Nhân dân"), hint=_("Lịch đối thoại, gửi câu hỏi trước, xem lời hứa đã làm đến đâu"), url_name="dialogue_public:listing", order=36, icon="people", shelf=menu.PORTAL))  # fmt: skip
    menu.register(menu.Entry(label=_("Đối thoại với Nhân dân"), url_name="dialogue:listing", roles=permissions.WATCHERS, order=47, icon="people", shelf=menu.MANAGE))  # fmt: skip
    panels.register("desk.home", promised_panel, order=34)


def promised_panel(request: HttpRequest) -> str:
    """On the first page of whoever sees to a promise: what was promised, until when."""
    today = clock.today()
    rows = list(queries.promises_for(request.officer, today)[:MOST_SHOWN])  # type: ignore[attr-defined]
    if not rows:
        return ""
    shown = [(row, row.is_late(today), queries.promise_words(row)) for row in rows]
    return render_to_string("dialogue/desk/promised.html", {"rows": shown}, request)
