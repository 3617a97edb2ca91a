"""Doors to what is laid down for halls, under /desk/."""

from django.urls import path

from motcua.facilities.halls.desk import set_up

app_name = "halls"
urlpatterns = [
    path("halls/", set_up.halls, name="halls"),
    path("halls/open/<int:one_stop_id>/", set_up.open_hall, name="open"),
    path("halls/open/<int:one_stop_id>/<int:point_id>/", set_up.open_hall, name="open_at_point"),
    path("halls/<int:hall_id>/", set_up.hall, name="hall"),
    path("halls/<int:hall_id>/groups/new/", set_up.group, name="new_group"),
    path("halls/<int:hall_id>/groups/<int:group_id>/", set_up.group, name="group"),
    path("halls/<int:hall_id>/counters/<int:counter_id>/", set_up.counter, name="counter"),
    path("halls/<int:hall_id>/rules/", set_up.rules, name="rules"),
]
