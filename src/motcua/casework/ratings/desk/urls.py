from django.urls import path

from motcua.casework.ratings.desk import follow_ups, results, sets

app_name = "ratings"
urlpatterns = [
    path("ratings/", results.results, name="results"),
    path("ratings/mine/", results.mine, name="mine"),
    path("ratings/follow-ups/", follow_ups.listing, name="follow_ups"),
    path("ratings/follow-ups/<int:follow_up_id>/", follow_ups.answer, name="answer"),
    path("ratings/sets/", sets.listing, name="sets"),
    path("ratings/sets/new/", sets.new, name="new_set"),
    path("ratings/sets/<int:set_id>/", sets.edit, name="set"),
    path("ratings/sets/<int:set_id>/publish/", sets.publish, name="publish_set"),
]
