from django.urls import path

from motcua.casework.dialogue.portal import views

app_name = "dialogue_public"
urlpatterns = [
    path("doi-thoai/", views.listing, name="listing"),
    path("doi-thoai/<int:dialogue_id>/", views.page, name="page"),
]
