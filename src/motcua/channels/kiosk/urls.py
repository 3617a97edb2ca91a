"""Doors of the machines in the hall. Their addresses begin as `directory.devices.choices.PATHS` says."""

from django.urls import path

from motcua.channels.kiosk import arriving, display, lookup, tickets

app_name = "kiosk"
urlpatterns = [
    path("bang-goi-so/", display.display, name="display"),
    path("desk/halls/<int:hall_id>/display/", display.preview, name="preview"),
    path("lay-so/", tickets.choose, name="choose"),
    path("lay-so/uu-tien/", tickets.first_in_line, name="first_in_line"),
    path("lay-so/lay/", tickets.take, name="take"),
    path("lay-so/goi-nguoi/", tickets.help_me, name="help"),
    path("lay-so/quet/", arriving.scanned, name="scanned"),
    path("lay-so/hen/", arriving.appointment, name="appointment"),
    path("lay-so/<str:token>/", tickets.taken, name="taken"),
    path("lay-so/<str:token>/da-in/", tickets.printed, name="printed"),
    path("tra-cuu-tai-cho/", lookup.look_up_home, name="look_up"),
    path("tra-cuu-tai-cho/ho-so/", lookup.dossier, name="dossier"),
    path("tra-cuu-tai-cho/thu-tuc/", lookup.search, name="search"),
    path("tra-cuu-tai-cho/thu-tuc/<str:code>/", lookup.procedure, name="procedure"),
]
