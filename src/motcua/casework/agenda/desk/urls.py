from django.urls import path

from motcua.casework.agenda.desk import pages

app_name = "agenda"
urlpatterns = [path("agenda/", pages.agenda, name="agenda")]
