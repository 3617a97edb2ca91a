from django.urls import path

from motcua.casework.recasing.desk import change

app_name = "recasing"
urlpatterns = [path("dossiers/<int:dossier_id>/case/", change.change, name="change")]
