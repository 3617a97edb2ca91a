"""Door for the own password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.directory.identity import rules
from motcua.directory.identity.actions.change_password import change_password
from motcua.directory.identity.desk.forms import PasswordForm
from motcua.directory.identity.desk.views import actor_of
from motcua.directory.identity.doors import account_required
from motcua.kernel import clock


@account_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; every other session of the account ends."""
    account, at = request.user, clock.now()
    form = PasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid() and _is_current(request, form):
        change_password(
            account=account, password=form.cleaned_data["password"], at=at, actor_id=actor_of(request)
        )
        update_session_auth_hash(request, account)
        messages.success(request, _("Đã đổi mật khẩu. Các phiên làm việc khác đã kết thúc."))
        return redirect("desk:home")
    is_old = rules.is_password_expired(
        is_admin=account.is_admin, changed_at=account.password_changed_at, at=at
    )
    shown = {"form": form, "is_first": account.must_change_password, "is_old": is_old}
    return render(request, "identity/password.html", shown, status=422 if form.errors else 200)


def _is_current(request: HttpRequest, form: PasswordForm) -> bool:
    """Whether the present password was given; wrong guesses count towards the lock-out like at the sign-in."""
    known = authenticate(request, username=request.user.username, password=form.cleaned_data["current"])
    if known is None:
        form.add_error("current", _("Mật khẩu đang dùng không đúng."))
    return known is not None
