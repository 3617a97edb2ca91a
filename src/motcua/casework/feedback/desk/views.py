"""The list, one feedback, its files, and words taken down at the counter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.feedback import permissions, queries
from motcua.casework.feedback.actions import By
from motcua.casework.feedback.choices import Act, Channel
from motcua.casework.feedback.desk.forms import FORMS, TakenDownForm
from motcua.casework.feedback.models import Feedback
from motcua.casework.feedback.portal.send import receive_once
from motcua.casework.feedback.rules import acts_from
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Officer
from motcua.facilities.papers.desk.headers import harmless
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused
from motcua.kernel.files import store
from motcua.kernel.ui import errors
from motcua.kernel.ui.fields import ClientForm

PAGE_SIZE = 30
MAY_COME_IN = officer_required(*permissions.COMING_IN)
MAY_READ = officer_required(*permissions.READERS)


@MAY_COME_IN
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Within one's field: what is open, what is late, or everything."""
    today, at = clock.today(), clock.now()
    seen = permissions.seen_by(request.officer, today)
    show, rows = _chosen(request, seen, at)
    page = Paginator(rows.order_by("-id") if show == "all" else rows.order_by("resolve_by", "id"), PAGE_SIZE)
    found = page.get_page(request.GET.get("page"))
    shown = {
        "page": found,
        "rows": [(row, queries.content(row).get("title", ""), row.is_overdue(at)) for row in found],
        "show": show,
        "late": seen.overdue_at(at).count(),
        "owing": seen.owing_apology().count(),
        "figures": queries.figures(seen, today - timedelta(days=364), today),
        "may_take": bool(permissions.taking_agencies(request.officer, today)),
    }
    return render(request, "feedback/desk/listing.html", shown)


def _chosen(request: HttpRequest, seen: Any, at: datetime) -> tuple[str, Any]:
    """Which list was asked for, and its rows."""
    lists = {
        "open": seen.open, "overdue": lambda: seen.overdue_at(at), "apology": seen.owing_apology, "all": seen.all,
    }  # fmt: skip
    show = request.GET.get("show", "open")
    show = show if show in lists else "open"
    return show, lists[show]()


@MAY_READ
@require_safe
def page(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """One feedback."""
    return show(request, seen(request, feedback_id))


def show(
    request: HttpRequest, row: Feedback, chosen: Act | None = None, form: ClientForm | None = None
) -> HttpResponse:
    """The page with the forms of every act that is possible; the one that was sent keeps what was typed."""
    acts = [act for act in acts_from(row.state) if permissions.may_do(request.officer, row, act, clock.today())]  # fmt: skip
    content = queries.content(row)
    first = {"question": content.get("text", ""), "answer": queries.said(row, "answer").get("text", "")}
    forms = [(act, form if act is chosen and form else FORMS[act](auto_id=f"id_{act}_%s", initial=first), act is chosen) for act in acts]  # fmt: skip
    told = queries.history(row)
    names = dict(Officer.objects.filter(pk__in={one.officer_id for one in told}).values_list("pk", "name"))
    shown = {
        "feedback": row,
        "content": content,
        "history": [(one, names.get(one.officer_id, "")) for one in told],
        "forms": forms,
        "reasons": queries.reasons_for_due(row),
        "is_late": row.is_overdue(clock.now()),
        "public": queries.public_words(row),
        "may_apologise": permissions.may_apologise(request.officer, row, clock.today()),
        "owes_late": row.owes_apology and row.apologise_by is not None and row.apologise_by < clock.now(),
    }
    return render(request, "feedback/desk/page.html", shown, status=422 if form and form.errors else 200)


def seen(request: HttpRequest, feedback_id: int) -> Feedback:
    """A feedback in the officer's field, or 404."""
    rows = permissions.seen_by(request.officer, clock.today())
    found = rows.filter(pk=feedback_id).first() if feedback_id < 10**18 else None
    if found is None:
        raise Http404
    return found


@MAY_READ
@require_safe
def attachment(request: HttpRequest, feedback_id: int, position: int) -> HttpResponse:
    """A file that was sent along, after its hash was checked."""
    found = seen(request, feedback_id).attachments.filter(position=position).select_related("stored").first()
    if found is None:
        raise Http404
    try:
        file = store.open_verified(found.stored_id)
    except (store.FileMissing, store.FileCorrupt) as failure:
        return errors.answer(request, 503, what=str(failure))
    return harmless(FileResponse(file), found.stored.media_type, name=f"kem-theo-{position}")  # type: ignore[return-value]  # a stream


@officer_required(*permissions.TAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest) -> HttpResponse:
    """For whoever cannot write it: the officer writes, the person gets code and PIN."""
    form = TakenDownForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = receive_once(form, Channel(form.cleaned_data["channel"]), By(request.officer.pk, clock.now()))  # fmt: skip
            row = Feedback.objects.get(pk=done["feedback"])
            messages.success(request, _("Đã ghi. Đưa cho người gửi: mã %(code)s, mã tra cứu %(pin)s, xem tại %(address)s") % {"code": row.code, "pin": row.pin, "address": request.build_absolute_uri(reverse("feedback_public:look_up"))})  # fmt: skip
            return redirect("feedback:listing")
        except ClientIdReused as refusal:
            form.add_error(None, str(refusal))
            form.renew_client_id()
    return render(request, "feedback/desk/take_down.html", {"form": form}, status=422 if form.errors else 200)
