from django.urls import path

from motcua.facilities.designer.desk import drawing, editing, making, publishing, trying, views

app_name = "designer"
urlpatterns = [
    path("processes/", views.processes, name="processes"),
    path("processes/new", making.new, name="new"),
    path("processes/<int:process_id>/", views.process, name="process"),
    path("processes/<int:process_id>/edit", editing.edit, name="edit"),
    path("processes/<int:process_id>/draw", drawing.draw, name="draw"),
    path("processes/<int:process_id>/take-in", making.take_in, name="take_in"),
    path("processes/<int:process_id>/drop", making.drop, name="drop"),
    path("processes/<int:process_id>/apply", publishing.apply, name="apply"),
    path("processes/<int:process_id>/<int:number>/", views.version, name="version"),
    path("processes/<int:process_id>/<int:number>/drawing", views.drawing, name="drawing"),
    path("processes/<int:process_id>/<int:number>/compare", views.compare, name="compare"),
    path("processes/<int:process_id>/<int:number>/try", trying.try_out, name="try"),
    path("processes/<int:process_id>/<int:number>/copy", making.copy, name="copy"),
    path("processes/<int:process_id>/<int:number>/publish", publishing.publish, name="publish"),
    path("processes/<int:process_id>/<int:number>/withdraw", publishing.withdraw, name="withdraw"),
]
