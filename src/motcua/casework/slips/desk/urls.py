from django.urls import path, re_path

from motcua.casework.slips.desk import guidances, hand_overs, registers, trial, views, wording_pages

app_name = "slips"
_WORDING = "slips/forms/<int:agency_id>/<str:number>/<str:variant>"
urlpatterns = [
    path("dossiers/<int:dossier_id>/slips/<str:number>.pdf", views.slip, name="slip"),
    path("slips/forms/", wording_pages.wordings, name="wordings"),
    path(f"{_WORDING}/", wording_pages.wording, name="wording"),
    path(f"{_WORDING}/publish/", wording_pages.publish, name="publish_wording"),
    path(f"{_WORDING}/preview.pdf", trial.preview, name="preview"),
    path("slips/register/", registers.registers, name="registers"),
    re_path(r"^slips/register/so-theo-doi\.(?P<kind>pdf|xlsx)$", registers.as_file, name="register_file"),
    path("slips/hand-overs/", hand_overs.hand_overs, name="hand_overs"),
    path("slips/hand-overs/<int:to_agency_id>.pdf", hand_overs.as_file, name="hand_over_file"),
    path("slips/guidance/<str:code>.pdf", guidances.guidance, name="guidance"),
]
