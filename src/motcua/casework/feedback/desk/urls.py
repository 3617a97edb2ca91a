from django.urls import path

from motcua.casework.feedback.desk import acts, apologies, views

app_name = "feedback"
urlpatterns = [
    path("feedback/", views.listing, name="listing"),
    path("feedback/new/", views.take_down, name="new"),
    path("feedback/<int:feedback_id>/", views.page, name="page"),
    path("feedback/<int:feedback_id>/files/<int:position>/", views.attachment, name="attachment"),
    path("feedback/<int:feedback_id>/apology/", apologies.write, name="apology"),
    path("feedback/<int:feedback_id>/apology.pdf", apologies.letter, name="letter"),
    path("feedback/<int:feedback_id>/<slug:act>/", acts.do, name="act"),
]
