from django.urls import path

from motcua.directory.procedures.desk import offers, views

app_name = "procedures"
urlpatterns = [
    path("procedures/", views.procedures, name="procedures"),
    path("procedures/<str:code>/", views.procedure, name="procedure"),
    path("procedures/<str:code>/versions/<int:number>/", views.version, name="version"),
    path("procedures/<str:code>/offers/<int:agency_id>/", offers.offer, name="offer"),
    path("procedures/<str:code>/offers/<int:agency_id>/end/", offers.end, name="end_offer"),
]
