from django.urls import path

from motcua.casework.slips.desk import views

app_name = "slips"
urlpatterns = [
    path("dossiers/<int:dossier_id>/slips/<str:number>.pdf", views.slip, name="slip"),
]
