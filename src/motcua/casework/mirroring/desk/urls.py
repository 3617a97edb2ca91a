from django.urls import path

from motcua.casework.mirroring.desk import mirror

app_name = "mirroring"
urlpatterns = [path("mirroring/<int:dossier_id>/", mirror.mirror, name="mirror")]
