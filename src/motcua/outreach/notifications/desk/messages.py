"""Messages of my one-stop: what was told, what waits, what did not go, and Retry."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.outreach.notifications import mailing, permissions, queries
from motcua.outreach.notifications.actions import retry_messages
from motcua.outreach.notifications.choices import MessageChannel, MessageState
from motcua.outreach.notifications.desk.showing import shown

PAGE_SIZE = 30
_LONGEST_ID = 18  # digits that fit both engines
WATCHERS = (Role.INTAKE_OFFICER, Role.AGENCY_ADMIN)


@officer_required(*WATCHERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first; `?state=` and `?channel=` narrow the list."""
    agency_ids = permissions.watched_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    asked = _filters(request)
    page = Paginator(queries.of_agencies(agency_ids).filter(**asked), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = _around(request, agency_ids) | {
        "page": page,
        "rows": shown(page.object_list),
        "asked": asked,
        "states": MessageState.choices,
        "channels": MessageChannel.choices,
        "client_id": uuid4(),
        "stopped": queries.stopped(agency_ids).count(),
    }
    return render(request, "notifications/desk/messages.html", context)


def _filters(request: HttpRequest) -> dict[str, str]:
    """Filters of the address that mean something."""
    known = {"state": MessageState.values, "channel": MessageChannel.values}
    asked = {name: request.GET.get(name, "") for name in known}
    return {name: value for name, value in asked.items() if value in known[name]}


def _around(request: HttpRequest, agency_ids: frozenset[int]) -> dict[str, Any]:
    """What stands above the list: the call list, trouble with the mail server."""
    callable_ids = permissions.calling_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    return {
        "can_call": bool(callable_ids),
        "to_call": queries.to_call(callable_ids).count(),
        "outage": queries.outage(),
        "waiting_mails": queries.waiting_mails(agency_ids),
        "is_fake": mailing.is_fake(),
        "can_mail": mailing.can_mail(),
    }


@officer_required(*WATCHERS)
@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """One (`one`), the chosen ones (`chosen`) or every stopped message (`all`) is tried again at once."""
    freed = _retry_once(request)
    if freed is None:
        messages.error(request, _("Trang thiếu mã gửi. Hãy bấm lại; chưa có gì được lưu."))
    elif freed:
        messages.success(request, ngettext("Đang thử lại %d tin.", "Đang thử lại %d tin.", freed) % freed)
    else:
        messages.warning(
            request, _("Không có tin nào thử lại được: hãy sửa thư điện tử, điện thoại trong hồ sơ trước.")
        )
    return redirect("notifications:list")


def _retry_once(request: HttpRequest) -> int | None:
    """How many were freed; None without a usable client id."""
    officer, at = request.officer, clock.now()  # type: ignore[attr-defined]
    agency_ids = permissions.watched_agencies(officer, clock.today())
    ids = _asked(request)
    try:
        client_id = UUID(request.POST.get("client_id", ""))
        return once(
            client_id=client_id,
            purpose="notifications.retry",
            payload={"all": "all" in request.POST, "ids": ids},
            actor_id=officer.pk,
            act=lambda: retry_messages(
                message_ids=queries.stopped(agency_ids).values_list("pk", flat=True)
                if "all" in request.POST
                else ids,
                agency_ids=agency_ids,
                at=at,
                can_mail=mailing.can_mail(),
            ),
        )
    except (ValueError, ClientIdReused):
        return None


def _asked(request: HttpRequest) -> list[int]:
    """Ids of messages; what is no id is left out."""
    asked = request.POST.getlist("one") or request.POST.getlist("chosen")
    return sorted(
        {int(text) for text in asked if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID}
    )


def stopped_count(request: HttpRequest) -> int:
    """For the menu: who is to be called, and what did not go; counted up to a hundred."""
    officer, on = request.officer, clock.today()  # type: ignore[attr-defined]
    calls = queries.to_call(permissions.calling_agencies(officer, on)).order_by()[:100].count()
    failed = queries.failed(permissions.watched_agencies(officer, on)).order_by()[:100].count()
    return calls + failed
