from django.urls import path

from motcua.casework.intake.desk import choose, page

app_name = "intake"
urlpatterns = [
    path("intake/", choose.choose, name="choose"),
    path("intake/<str:code>/", page.begin, name="begin"),
    path("dossiers/<int:dossier_id>/revise/", page.revise, name="revise"),
]
