"""Doors of agencies, under /desk/."""

from django.urls import path

from motcua.directory.agencies.desk import agencies

app_name = "agencies"
urlpatterns = [
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.new_agency, name="new_agency"),
    path("agencies/<int:agency_id>/", agencies.agency, name="agency"),
    path("agencies/<int:agency_id>/rename/", agencies.rename, name="rename_agency"),
    path("agencies/<int:agency_id>/contact/", agencies.contact, name="change_contact"),
    path("agencies/<int:agency_id>/succession/", agencies.succession, name="succession"),
]
