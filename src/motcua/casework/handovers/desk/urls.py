from django.urls import path

from motcua.casework.handovers.desk import making, one_list, overview, receiving

app_name = "handovers"
urlpatterns = [
    path("handovers/", overview.overview, name="overview"),
    path("handovers/late/", overview.late, name="late"),
    path("handovers/new/<int:from_id>/<int:to_id>/", making.new, name="new"),
    path("handovers/papers/<int:move_id>/no-paper/", making.no_paper, name="no_paper"),
    path("handovers/<int:list_id>/", one_list.page, name="list"),
    path("handovers/<int:list_id>/list.pdf", one_list.as_file, name="file"),
    path("handovers/<int:list_id>/scan/", receiving.scan, name="scan"),
    path("handovers/<int:list_id>/<slug:verb>/", one_list.act, name="act"),
]
