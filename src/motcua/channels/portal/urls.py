"""Doors of the citizens' shell; look-up and catalogue have theirs in the apps."""

from django.urls import path

from motcua.channels.portal import seal_views, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("niem-phong/", seal_views.seals, name="seals"),
    path("niem-phong.json", seal_views.seals_json, name="seals_json"),
]
