from django.urls import path, register_converter

from motcua.casework.tracking.portal import hall, views


class TokenConverter:
    """The 128 bits of a receipt's QR, in hexadecimal."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "lookup_token")

app_name = "dossiers_public"
urlpatterns = [
    path("tra-cuu/", views.lookup, name="lookup"),
    path("h/<lookup_token:token>/", views.by_token, name="by_token"),
    path("man-hinh/<str:code>/", hall.hall, name="hall"),
]
