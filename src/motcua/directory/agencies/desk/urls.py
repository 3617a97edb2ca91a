"""Doors of agencies and officers, under /desk/."""

from django.urls import path

from motcua.directory.agencies.desk import agencies, officer_acts, officers

app_name = "agencies"
urlpatterns = [
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.new_agency, name="new_agency"),
    path("agencies/<int:agency_id>/", agencies.agency, name="agency"),
    path("agencies/<int:agency_id>/rename/", agencies.rename, name="rename_agency"),
    path("agencies/<int:agency_id>/contact/", agencies.contact, name="change_contact"),
    path("agencies/<int:agency_id>/succession/", agencies.succession, name="succession"),
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.new_officer, name="new_officer"),
    path("officers/<int:officer_id>/", officers.officer, name="officer"),
    path("officers/<int:officer_id>/grant/", officer_acts.grant, name="grant"),
    path("officers/<int:officer_id>/rename/", officer_acts.rename, name="rename_officer"),
    path("officers/<int:officer_id>/account/", officer_acts.account, name="account"),
    path("memberships/<int:membership_id>/end/", officer_acts.end, name="end_membership"),
]
