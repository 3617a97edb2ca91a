"""Doors to devices for administrators, under /desk/."""

from django.urls import path

from motcua.directory.devices.desk import views

app_name = "devices"
urlpatterns = [
    path("one-stops/<int:one_stop_id>/devices/", views.devices, name="devices"),
    path("one-stops/<int:one_stop_id>/devices/new/", views.add, name="add"),
    path("devices/<int:device_id>/", views.change, name="change"),
    path("devices/<int:device_id>/code/", views.code, name="code"),
    path("devices/<int:device_id>/revoke/", views.revoke, name="revoke"),
]
