"""Doors to numbers for whoever holds a telephone, and to what is published of calling."""

from django.urls import path

from motcua.facilities.queueing.portal import shares, tickets

app_name = "queueing_public"
urlpatterns = [
    path("goi-so/", shares.shares, name="shares"),
    path("so/", tickets.halls, name="halls"),
    path("so/lay/<int:hall_id>/", tickets.take, name="take"),
    path("so/<str:token>/", tickets.ticket, name="ticket"),
    path("so/<str:token>/giu/", tickets.keep, name="keep"),
    path("so/<str:token>/ve/", tickets.give_up, name="give_up"),
    path("so/<str:token>/phieu/", tickets.paper, name="paper"),
]
