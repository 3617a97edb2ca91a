from django.urls import path

from motcua.directory.procedures.portal import machine, views

app_name = "procedures_public"
urlpatterns = [
    path("thu-tuc/", views.search, name="search"),
    path("thu-tuc.json", machine.search_json, name="search_json"),
    path("thu-tuc.csv", machine.search_csv, name="search_csv"),
    path("thu-tuc/<str:code>.json", machine.procedure_json, name="procedure_json"),
    path("thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("thu-tuc/<str:code>/phien-ban/<int:number>/", views.version, name="version"),
]
