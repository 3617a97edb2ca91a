"""Preferences every visitor may set: large type and language."""

from django.urls import path
from django.views.i18n import set_language

from motcua.kernel.ui import preferences

app_name = "ui"
urlpatterns = [
    path("ui/type", preferences.set_type, name="type"),
    path("ui/language", set_language, name="language"),
]
