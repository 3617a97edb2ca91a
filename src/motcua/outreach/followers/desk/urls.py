from django.urls import path

from motcua.outreach.followers.desk import views

app_name = "followers"
urlpatterns = [
    path("alerts/", views.failed, name="failed"),
    path("alerts/<int:alert_id>/retry/", views.retry, name="retry"),
]
