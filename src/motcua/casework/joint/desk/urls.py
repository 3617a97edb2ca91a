from django.urls import path

from motcua.casework.joint.desk import groups

app_name = "joint"
urlpatterns = [
    path("joint/", groups.groups, name="groups"),
    path("joint/<int:link_id>/end/", groups.end, name="end"),
]
