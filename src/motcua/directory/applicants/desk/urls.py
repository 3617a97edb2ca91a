from django.urls import path

from motcua.directory.applicants.desk import views

app_name = "applicants"
urlpatterns = [path("cards/decode", views.decode, name="decode")]
