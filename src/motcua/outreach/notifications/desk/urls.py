from django.urls import path

from motcua.outreach.notifications.desk import calls, fakes, messages, wishes

app_name = "notifications"
urlpatterns = [
    path("messages/", messages.listing, name="list"),
    path("messages/retry/", messages.retry, name="retry"),
    path("messages/calls/", calls.call_list, name="calls"),
    path("messages/calls/<int:message_id>/", calls.mark, name="mark_call"),
    path("messages/fake/", fakes.fake_mails, name="fakes"),
    path("messages/dossiers/<int:dossier_id>/mail/", wishes.mail, name="mail"),
]
