"""Doors of the desk's shell; the work itself has its doors in the apps."""

from django.urls import path

from motcua.channels.desk import log_views, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("components/", views.components, name="components"),
    path("components/<slug:name>/", views.sample, name="sample"),
    path("log/stuck/", log_views.stuck, name="stuck"),
    path("log/stuck/retry/", log_views.retry_stuck, name="retry_stuck"),
]
