from django.urls import path

from motcua.casework.dialogue.desk import views

app_name = "dialogue"
urlpatterns = [
    path("dialogues/", views.listing, name="listing"),
    path("dialogues/new/", views.new, name="new"),
    path("dialogues/<int:dialogue_id>/", views.page, name="page"),
    path("dialogues/<int:dialogue_id>/<slug:act>/", views.act, name="act"),
]
