"""Doors to the voice of a one-stop, under /desk/."""

from django.urls import path

from motcua.facilities.voice.desk import views

app_name = "voice"
urlpatterns = [
    path("one-stops/<int:one_stop_id>/voice/", views.voice, name="voice"),
    path("one-stops/<int:one_stop_id>/voice/<slug:code>/", views.clip, name="clip"),
    path("one-stops/<int:one_stop_id>/voice/<slug:code>/revert/", views.revert, name="revert"),
]
