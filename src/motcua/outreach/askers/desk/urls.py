from django.urls import path

from motcua.outreach.askers.desk import views

app_name = "askers"
urlpatterns = [path("dialogues/askers/<int:notice_id>/called/", views.called, name="called")]
