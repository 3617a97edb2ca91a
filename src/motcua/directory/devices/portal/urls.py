from django.urls import path

from motcua.directory.devices.choices import PATHS, DeviceKind
from motcua.directory.devices.portal import offline, views

app_name = "devices_public"
urlpatterns = [
    path("thiet-bi/", views.pair, name="pair"),
    *[
        path(f"thiet-bi/mat-ket-noi/{kind}/", offline.lost, {"kind": kind}, name=f"lost_{kind}")
        for kind in DeviceKind.values
    ],
    *[
        path(f"{PATHS[kind].lstrip('/')}sw.js", offline.worker, {"kind": kind}, name=f"worker_{kind}")
        for kind in DeviceKind.values
    ],
]
