from django.urls import path

from motcua.casework.notes.desk import pages

app_name = "notes"
urlpatterns = [
    path("notes/", pages.mentions, name="mentions"),
    path("notes/<int:dossier_id>/", pages.notes, name="notes"),
    path("notes/seen/<int:note_id>/", pages.see, name="see"),
    path("notes/erase/<int:note_id>/", pages.erase, name="erase"),
]
