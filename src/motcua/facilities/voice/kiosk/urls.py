"""Doors of the hall's voice, under /hall/."""

from django.urls import path, register_converter

from motcua.facilities.voice.kiosk import views


class Mark:
    """The first signs of a SHA-256."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Mark, "voice_mark")

app_name = "voice_hall"
urlpatterns = [
    path("voice/<int:one_stop_id>/<slug:code>.<voice_mark:mark>.wav", views.clip, name="clip"),
]
