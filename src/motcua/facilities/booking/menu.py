"""What this app puts into the shells."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from motcua.facilities.booking.permissions import KEEPING_ROLES
from motcua.facilities.halls.models import Hall
from motcua.kernel.ui import menu, panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    menu.register(menu.Entry(label=_("Đặt lịch hẹn"), hint=_("Giữ trước một giờ đến làm thủ tục, không cần khai tên"), url_name="booking:places", order=24, icon="calendar", shelf=menu.PORTAL))  # fmt: skip
    menu.register(menu.Entry(label=_("Lịch hẹn"), url_name="booking_desk:places", roles=KEEPING_ROLES, order=41, icon="calendar", shelf=menu.MANAGE))  # fmt: skip
    panels.register("floor.head", _link)


def _link(request: HttpRequest, hall: Hall) -> str:
    """From the page of a hall to its appointments."""
    return render_to_string("booking/parts/link.html", {"hall": hall}, request)
