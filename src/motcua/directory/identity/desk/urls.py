"""Doors of accounts, under /desk/."""

from django.urls import path

from motcua.directory.identity.desk import password, views

app_name = "identity"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", password.password, name="password"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/end-others/", views.end_all_others, name="end_other_sessions"),
    path("sessions/<uuid:public_id>/end/", views.end_one_session, name="end_session"),
]
