"""Doors to where and when agencies receive, under /desk/."""

from django.urls import path

from motcua.directory.reception.desk import calendars, one_stops, place_acts

app_name = "reception"
urlpatterns = [
    path("agencies/<int:agency_id>/calendar/", calendars.agency, name="agency_calendar"),
    path("calendar/", calendars.national, name="calendar"),
    path("calendar/import/", calendars.load, name="import_calendar"),
    path("one-stops/", one_stops.one_stops, name="one_stops"),
    path("one-stops/new/", one_stops.open_new, name="open_one_stop"),
    path("one-stops/<int:one_stop_id>/", one_stops.one_stop, name="one_stop"),
    path("one-stops/<int:one_stop_id>/change/", place_acts.change_one_stop, name="change_one_stop"),
    path("one-stops/<int:one_stop_id>/close/", place_acts.close_one_stop, name="close_one_stop"),
    path("one-stops/<int:one_stop_id>/points/new/", place_acts.add_service_point, name="add_service_point"),
    path("one-stops/<int:one_stop_id>/counters/new/", place_acts.add_counter, name="add_counter"),
    path("points/<int:point_id>/change/", place_acts.change_service_point, name="change_service_point"),
    path("points/<int:point_id>/close/", place_acts.close_service_point, name="close_service_point"),
    path("counters/<int:counter_id>/change/", place_acts.change_counter, name="change_counter"),
    path("counters/<int:counter_id>/close/", place_acts.close_counter, name="close_counter"),
]
