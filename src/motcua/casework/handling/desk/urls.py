from django.urls import path

from motcua.casework.handling.desk import act, amend, batch, page, work

app_name = "dossiers"
urlpatterns = [
    path("work/", work.work, name="work"),
    path("work/batch/", batch.batch, name="batch"),
    path("find/", work.find, name="find"),
    path("dossiers/<int:dossier_id>/", page.page, name="page"),
    path("dossiers/<int:dossier_id>/amend/", amend.amend, name="amend"),
    path("dossiers/<int:dossier_id>/<slug:verb>/", act.act, name="act"),
]
