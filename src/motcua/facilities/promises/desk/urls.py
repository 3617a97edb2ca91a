"""Doors to promised waits, under /desk/."""

from django.urls import path

from motcua.facilities.promises.desk import views

app_name = "promises"
urlpatterns = [
    path("waits/", views.promises, name="promises"),
    path("waits/<int:hall_id>/", views.hall, name="hall"),
]
