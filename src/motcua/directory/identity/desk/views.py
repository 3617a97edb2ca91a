"""Doors for signing in and out, the own password and the own sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.identity import rules
from motcua.directory.identity.actions.disable_account import disable_account
from motcua.directory.identity.actions.end_sessions import end_other_sessions, end_session
from motcua.directory.identity.desk import signing_in
from motcua.directory.identity.desk.forms import SignInForm
from motcua.directory.identity.doors import account_required, open_door
from motcua.directory.identity.models import Account
from motcua.directory.identity.queries import live_sessions_of
from motcua.kernel import clock
from motcua.kernel.ui import errors

LOCKED_OUT = errors.Trouble(
    gettext_noop("Tạm khóa đăng nhập"),
    gettext_noop("Đã nhập sai mật khẩu quá nhiều lần từ máy này. Tài khoản vẫn an toàn."),
    (
        gettext_noop("Chờ 15 phút kể từ lần nhập cuối, rồi thử lại."),
        gettext_noop("Quên mật khẩu: nhờ người quản trị của cơ quan cấp mật khẩu dùng một lần."),
    ),
)


@open_door
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with name and password; five wrong ones from one address lock the name there for a while."""
    next_url = request.POST.get(REDIRECT_FIELD_NAME, request.GET.get(REDIRECT_FIELD_NAME, ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(signing_in.safe_next(request, next_url))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, **form.cleaned_data)
        if isinstance(account, Account):
            at = clock.now()
            if not rules.is_idle(used_at=account.used_at, at=at):
                return signing_in.begin(request, account, next_url=next_url, at=at)
            disable_account(account=account, at=at, cause="idle")
        form.add_error(None, _refusal(account))
    shown = {"form": form, "next": next_url, "next_field": REDIRECT_FIELD_NAME}
    return render(request, "identity/sign_in.html", shown, status=422 if form.errors else 200)


def _refusal(account: Any) -> str:
    if account is not None:
        return _("Tài khoản đã bị khóa vì 45 ngày không dùng; nhờ người quản trị của cơ quan mở lại.")
    return _("Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.")


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """What django-axes answers once the name is locked from this address."""
    page = errors.answer(request, 429, trouble=LOCKED_OUT)
    page.headers["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME * 3600))
    return page


@account_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("identity:sign_in")


@account_required
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this account is signed in."""
    live = live_sessions_of(request.user, clock.now())
    return render(request, "identity/sessions.html", {"sessions": live, "here": request.session.session_key})


@account_required
@require_POST
def end_one_session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = request.session.row  # type: ignore[attr-defined]
    if row is not None and row.public_id == public_id:
        return sign_out(request)
    if not end_session(account=request.user, public_id=public_id, at=clock.now(), actor_id=actor_of(request)):
        raise Http404
    messages.success(request, _("Đã kết thúc phiên làm việc."))
    return HttpResponseRedirect(reverse("identity:sessions"))


@account_required
@require_POST
def end_all_others(request: HttpRequest) -> HttpResponse:
    count = end_other_sessions(
        account=request.user,
        kept_key=request.session.session_key,
        at=clock.now(),
        actor_id=actor_of(request),
    )
    messages.success(request, _("Đã kết thúc %(count)d phiên khác.") % {"count": count})
    return HttpResponseRedirect(reverse("identity:sessions"))


def actor_of(request: HttpRequest) -> int | None:
    """The id of the officer behind the request, whom a layer above has put there."""
    return getattr(getattr(request, "officer", None), "pk", None)
