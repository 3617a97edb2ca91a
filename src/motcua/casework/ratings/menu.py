"""What ratings put into the shells: the citizens' ways, the desk's entries, and the way from a tracked dossier."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.models import Dossier
from motcua.casework.ratings import permissions, queries, sources
from motcua.directory.devices import homes
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    portal, manage = menu.PORTAL, menu.MANAGE
    menu.register(menu.Entry(label=_("Đánh giá phục vụ"), hint=_("Cho biết ông/bà hài lòng đến đâu, xem kết quả chung"), url_name="ratings_public:start", order=30, icon="check-circle", shelf=portal))  # fmt: skip
    menu.register(menu.Entry(label=_("Đánh giá thấp"), url_name="ratings:follow_ups", roles=permissions.SEEING_ROLES, order=44, icon="warning", counter=waiting, shelf=manage))  # fmt: skip
    menu.register(menu.Entry(label=_("Kết quả đánh giá"), url_name="ratings:results", roles=permissions.SEEING_ROLES, order=43, icon="chart", shelf=manage))  # fmt: skip
    menu.register(menu.Entry(label=_("Bộ tiêu chí đánh giá"), url_name="ratings:sets", roles=permissions.KEEPING_ROLES, order=64, icon="list", shelf=manage))  # fmt: skip
    menu.register(menu.Entry(label=_("Đánh giá về tôi"), url_name="ratings:mine", roles=permissions.RATED_ROLES, order=30, icon="person", shelf=menu.ACCOUNT))  # fmt: skip
    homes.register("rating", "ratings_tablet:show")
    panels.register("tracking.dossier", invitation, order=10)
    panels.register("ticket.done", after_visit, order=10)
    panels.register("desk.home", late_panel, order=30)


def waiting(request: HttpRequest) -> int:
    """How many low marks wait for an answer of this head."""
    headed = permissions.headed_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    return queries.open_follow_ups(headed).count() if headed else 0


def invitation(request: HttpRequest, dossier: Dossier) -> str:
    """On a finished dossier's page: the way to rate it."""
    token = sources.dossier_token(dossier)
    return render_to_string("ratings/portal/invitation.html", {"token": token}, request) if token else ""


def after_visit(request: HttpRequest, visit: Visit) -> str:
    """On the ticket of a visit that is over: the way to rate it."""
    token = sources.visit_token(visit)
    return render_to_string("ratings/portal/invitation.html", {"token": token}, request) if token else ""


def late_panel(request: HttpRequest) -> str:
    """On the head's first page: low marks whose answer is owed or late."""
    headed = permissions.headed_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    rows = queries.open_follow_ups(headed)[:6] if headed else []
    if not rows:
        return ""
    at = clock.now()
    shown = {"rows": rows, "late": queries.overdue_follow_ups(headed, at).count(), "now": at}
    return render_to_string("ratings/desk/late.html", shown, request)
