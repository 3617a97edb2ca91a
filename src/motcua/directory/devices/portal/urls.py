from django.urls import path

from motcua.directory.devices.portal import views

app_name = "devices_public"
urlpatterns = [path("thiet-bi/", views.pair, name="pair")]
