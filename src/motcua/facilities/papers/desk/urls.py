from django.urls import path

from motcua.facilities.papers.desk import held, views

app_name = "papers"
urlpatterns = [
    path("papers/", views.add, name="add"),
    path("papers/held", held.hold, name="hold"),
    path("papers/<uuid:paper_id>/", views.show, name="show"),
    path("papers/<uuid:paper_id>/original", views.original, name="original"),
    path("papers/<uuid:paper_id>/pages/<int:number>", views.page, name="page"),
    path("papers/<uuid:paper_id>/thumbnail", views.thumbnail, name="thumbnail"),
    path("papers/<uuid:paper_id>/withdraw", views.withdraw, name="withdraw"),
]
