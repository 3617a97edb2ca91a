"""Doors to appointments for officers, under /desk/."""

from django.urls import path

from motcua.facilities.booking.desk import views

app_name = "booking_desk"
_HALL = "appointments/<int:hall_id>/"
urlpatterns = [
    path("appointments/", views.places, name="places"),
    path(_HALL, views.day, name="day"),
    path(f"{_HALL}find/", views.find, name="find"),
    path(f"{_HALL}book/", views.book, name="book"),
    path(f"{_HALL}<int:appointment_id>/", views.appointment, name="appointment"),
    path(f"{_HALL}<int:appointment_id>/cancel/", views.cancel, name="cancel"),
    path(f"{_HALL}<int:appointment_id>/arrive/", views.arrive, name="arrive"),
]
