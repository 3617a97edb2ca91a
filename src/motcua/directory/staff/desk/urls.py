"""Doors of officers, lent roles and absences, under /desk/."""

from django.urls import path

from motcua.directory.staff.desk import absences, delegations, officer_acts, officers

app_name = "staff"
urlpatterns = [
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.new_officer, name="new_officer"),
    path("officers/<int:officer_id>/", officers.officer, name="officer"),
    path("officers/<int:officer_id>/grant/", officer_acts.grant, name="grant"),
    path("officers/<int:officer_id>/rename/", officer_acts.rename, name="rename_officer"),
    path("officers/<int:officer_id>/account/", officer_acts.account, name="account"),
    path("memberships/<int:membership_id>/end/", officer_acts.end, name="end_membership"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:membership_id>/end/", delegations.call_off, name="call_off"),
    path("absences/", absences.absences, name="absences"),
    path("absences/of/<int:officer_id>/", absences.absence_of, name="absence_of"),
    path("absences/<int:absence_id>/end/", absences.end, name="end_absence"),
]
