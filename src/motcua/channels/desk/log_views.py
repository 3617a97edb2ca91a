"""Doors to the log for system administrators: what is stuck, after a fact or in a process, and Retry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow import due
from motcua.kernel import clock
from motcua.kernel.events import retry

PAGE_SIZE = 50
_LONGEST_ID = 18  # digits that fit both engines


@officer_required(Role.SYSTEM_ADMIN)
@require_safe
def stuck(request: HttpRequest) -> HttpResponse:
    """Dispatches, jobs and timers that gave up, and those that fail and are tried again by themselves."""
    context = {
        "page": Paginator(retry.stuck(), PAGE_SIZE).get_page(request.GET.get("page")),
        "failing": retry.failing()[:PAGE_SIZE],
        "jobs": due.told(list(due.stuck()[:PAGE_SIZE])), "jobs_count": due.stuck().count(),
        "failing_jobs": due.told(list(due.failing()[:PAGE_SIZE])),
    }  # fmt: skip
    return render(request, "desk/stuck.html", context)


@officer_required(Role.SYSTEM_ADMIN)
@require_POST
def retry_stuck(request: HttpRequest) -> HttpResponse:
    """One (`one`), the chosen ones (`chosen`) or everything stuck (`all`) runs again at once; `jobs`: of processes."""
    if "jobs" in request.POST:
        freed = workflow.retry(trouble_ids=_asked(request, due.stuck()), at=clock.now())
    else:
        freed = retry.retry(dispatch_ids=_asked(request, retry.stuck()), at=clock.now())
    if freed:
        messages.success(request, ngettext("Đang thử lại %d việc.", "Đang thử lại %d việc.", freed) % freed)
    else:
        messages.warning(request, _("Chưa chọn việc nào còn bị kẹt."))
    return redirect("desk:stuck")


def _asked(request: HttpRequest, stuck: QuerySet[Any]) -> list[int]:
    """Ids that were chosen; what is no id is left out."""
    if "all" in request.POST:
        return list(stuck.values_list("pk", flat=True))
    asked = request.POST.getlist("one") or request.POST.getlist("chosen")
    return [int(text) for text in asked if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID]


def waiting_count(request: HttpRequest) -> int:
    """For the menu: how much is stuck."""
    return retry.stuck().count() + due.stuck().count()
