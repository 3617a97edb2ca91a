"""Doors to the hall, under /desk/."""

from django.urls import path

from motcua.facilities.queueing.desk import acts

app_name = "queueing"
urlpatterns = [
    path("halls/<int:hall_id>/do/<slug:verb>/", acts.in_hall, name="in_hall"),
    path("halls/counters/<int:counter_id>/<slug:verb>/", acts.at_counter, name="at_counter"),
]
