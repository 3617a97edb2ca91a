from django.urls import path

from motcua.casework.handling.desk import act, amend, kept, moving, page, work

app_name = "dossiers"
urlpatterns = [
    path("work/", work.work, name="work"),
    path("work/filters/", kept.kept, name="kept"),
    path("work/filters/<int:filter_id>/<slug:act>/", kept.change, name="kept_change"),
    path("moving/<int:version_id>/", moving.moving, name="moving"),
    path("find/", work.find, name="find"),
    path("dossiers/<int:dossier_id>/", page.page, name="page"),
    path("dossiers/<int:dossier_id>/amend/", amend.amend, name="amend"),
    path("dossiers/<int:dossier_id>/<slug:verb>/", act.act, name="act"),
]
