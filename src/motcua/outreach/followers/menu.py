"""What telling followers puts into the shells: a question on the ticket, messages that did not go."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.queries import TicketPlace
from motcua.kernel import clock
from motcua.kernel.ui import menu, panels
from motcua.outreach.followers import carriers, permissions, queries


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(menu.Entry(label=_("Tin nhắn chưa gửi được"), url_name="followers:failed", roles=permissions.KEEPERS, order=49, icon="bell", counter=waiting, shelf=menu.MANAGE))  # fmt: skip
    panels.register("ticket.follow", ask)


def waiting(request: HttpRequest) -> int:
    """How much waits for this officer."""
    return queries.failed(permissions.kept_agencies(request.officer, clock.today())).count()  # type: ignore[attr-defined]


def ask(request: HttpRequest, place: TicketPlace) -> str:
    """On the page of a number that waits: leave an address or a number. Nothing where nobody carries it there."""
    if place.request.state != State.WAITING or not (carriers.can_mail() or carriers.can_text()):
        return ""
    shown = {
        "visit": place.visit, "client_id": uuid4(),
        "can_mail": carriers.can_mail(), "can_text": carriers.can_text(),
    }  # fmt: skip
    return render_to_string("followers/ask.html", shown, request)
