from django.urls import path

from motcua.casework.ratings.kiosk import tablet

app_name = "ratings_tablet"
urlpatterns = [
    path("danh-gia-tai-quay/", tablet.show, name="show"),
    path("danh-gia-tai-quay/<rating_token:token>/", tablet.rate, name="rate"),
    path("danh-gia-tai-quay/<rating_token:token>/chi-tiet/", tablet.details, name="details"),
]
