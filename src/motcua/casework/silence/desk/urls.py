from django.urls import path

from motcua.casework.silence.desk import tell

app_name = "silence"
urlpatterns = [path("silence/<int:silence_id>/", tell.tell, name="tell")]
