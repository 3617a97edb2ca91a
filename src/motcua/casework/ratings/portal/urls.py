from django.urls import path, register_converter

from motcua.casework.ratings.portal import rate, results, surveys


class RatingToken:
    """Names a dossier or a visit and proves it."""

    regex = "[hv][0-9]{1,18}-[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RatingToken, "rating_token")

app_name = "ratings_public"
urlpatterns = [
    path("danh-gia/", rate.start, name="start"),
    path("danh-gia/sanh/", rate.hall, name="hall"),
    path("danh-gia/ket-qua/", results.page, name="results"),
    path("danh-gia/ket-qua.csv", results.as_csv, name="results_csv"),
    path("danh-gia/ket-qua.json", results.as_json, name="results_json"),
    path("danh-gia/<rating_token:token>/", rate.rate, name="rate"),
    path("danh-gia/<rating_token:token>/chi-tiet/", rate.details, name="details"),
    path("khao-sat/<int:set_id>/", surveys.survey, name="survey"),
]
