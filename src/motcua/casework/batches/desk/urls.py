from django.urls import path

from motcua.casework.batches.desk import batch, leaving

app_name = "batches"
urlpatterns = [
    path("work/batch/", batch.batch, name="batch"),
    path("work/leaving/", leaving.leaving, name="leaving"),
]
