"""Where a machine in the hall becomes a device: the code is typed here once."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.directory.devices.actions import CodeNotFound, pair_device
from motcua.directory.devices.doors import remember
from motcua.directory.devices.homes import home_of
from motcua.directory.devices.rules import CODE_DIGITS, typed_code
from motcua.directory.identity.addresses import client_address
from motcua.kernel import clock
from motcua.kernel.limits.actions import give_back, within_limit

MOST_TRIES = 10
SPAN = timedelta(minutes=15)
PURPOSE = "devices.pair"


class PairForm(forms.Form):
    """Ghép thiết bị."""

    code = forms.CharField(
        label=_("Mã ghép"),
        max_length=20,
        help_text=_("Tám chữ số, quản trị của Bộ phận Một cửa cấp; dùng một lần trong 15 phút."),
        error_messages={"required": _("Xin nhập mã ghép.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = typed_code(self.cleaned_data["code"])
        if len(code) != CODE_DIGITS:
            raise forms.ValidationError(_("Mã ghép có đúng tám chữ số."))
        return code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Type the code; the browser is the device from now on."""
    is_officer = request.user.is_authenticated and not settings.DEMO_ALLOWED
    form = PairForm(request.POST or None, initial={"code": request.GET.get("ma", "")[:20]})
    if is_officer or request.method != "POST" or not form.is_valid():
        status = 403 if is_officer else 422 if form.errors else 200
        return render(request, "devices/pair.html", {"form": form, "is_officer": is_officer}, status=status)
    return _paired(request, form)


def _paired(request: HttpRequest, form: PairForm) -> HttpResponse:
    at, caller = clock.now(), client_address(request) or ""
    if not within_limit(purpose=PURPOSE, caller=caller, most=MOST_TRIES, span=SPAN, at=at):
        form.add_error(
            "code", _("Nhập sai quá nhiều lần. Đợi 15 phút, hoặc gọi quản trị của Bộ phận Một cửa.")
        )
        return render(request, "devices/pair.html", {"form": form}, status=429)
    try:
        device, token = pair_device(code=form.cleaned_data["code"], at=at)
    except CodeNotFound as refusal:
        form.add_error("code", str(refusal))
        return render(request, "devices/pair.html", {"form": form}, status=422)
    give_back(purpose=PURPOSE, caller=caller)
    home = home_of(device.kind)
    response = redirect(home) if home else render(request, "devices/paired.html", {"device": device})
    remember(response, device, token)
    return response
