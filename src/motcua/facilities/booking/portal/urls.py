"""Doors to appointments for citizens."""

from django.urls import path, re_path

from motcua.facilities.booking.portal import views

app_name = "booking"
urlpatterns = [
    path("dat-lich/", views.places, name="places"),
    path("dat-lich/<int:hall_id>/", views.groups, name="groups"),
    path("dat-lich/<int:hall_id>/<int:group_id>/", views.book, name="book"),
    re_path(r"^dat-lich/giu/(?P<token>[0-9a-f]{32})/$", views.kept, name="kept"),
]
