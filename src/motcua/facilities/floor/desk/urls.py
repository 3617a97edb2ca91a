"""Doors to the hall for those who work in it, under /desk/."""

from django.urls import path

from motcua.facilities.floor.desk import views

app_name = "floor"
urlpatterns = [
    path("quay/", views.counter, name="counter"),
    path("halls/now/", views.halls_now, name="halls"),
    path("halls/<int:hall_id>/now/", views.hall_now, name="hall"),
    path("halls/<int:hall_id>/machines/<int:device_id>/helped/", views.helped, name="helped"),
]
