"""The door for whoever holds a number."""

from django.urls import path

from motcua.outreach.followers.portal import views

app_name = "followers_public"
urlpatterns = [path("so/<str:token>/bao/", views.follow, name="follow")]
