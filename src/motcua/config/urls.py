"""Routes requests to doors. Each app brings its own doors; this table says where they stand."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.channels.portal.urls")),
    path("", include("motcua.channels.kiosk.urls")),
    path("", include("motcua.facilities.queueing.portal.urls")),
    path("", include("motcua.directory.procedures.portal.urls")),
    path("", include("motcua.casework.tracking.portal.urls")),
    path("", include("motcua.facilities.booking.portal.urls")),
    path("", include("motcua.directory.devices.portal.urls")),
    path("", include("motcua.casework.ratings.portal.urls")),
    path("", include("motcua.casework.ratings.kiosk.urls")),
    path("", include("motcua.casework.feedback.portal.urls")),
    path("", include("motcua.casework.dialogue.portal.urls")),
    path("", include("motcua.kernel.ui.urls")),
    path("hall/", include("motcua.facilities.voice.kiosk.urls")),
    path("desk/", include("motcua.channels.desk.urls")),
    path("desk/", include("motcua.directory.identity.desk.urls")),
    path("desk/", include("motcua.directory.agencies.desk.urls")),
    path("desk/", include("motcua.directory.reception.desk.urls")),
    path("desk/", include("motcua.directory.staff.desk.urls")),
    path("desk/", include("motcua.directory.devices.desk.urls")),
    path("desk/", include("motcua.directory.applicants.desk.urls")),
    path("desk/", include("motcua.directory.procedures.desk.urls")),
    path("desk/", include("motcua.facilities.papers.desk.urls")),
    path("desk/", include("motcua.facilities.voice.desk.urls")),
    path("desk/", include("motcua.facilities.designer.desk.urls")),
    path("desk/", include("motcua.casework.joint.desk.urls")),
    path("desk/", include("motcua.casework.mirroring.desk.urls")),
    path("desk/", include("motcua.casework.handovers.desk.urls")),
    path("desk/", include("motcua.facilities.halls.desk.urls")),
    path("desk/", include("motcua.facilities.queueing.desk.urls")),
    path("desk/", include("motcua.facilities.floor.desk.urls")),
    path("desk/", include("motcua.facilities.printing.desk.urls")),
    path("desk/", include("motcua.facilities.booking.desk.urls")),
    path("desk/", include("motcua.facilities.promises.desk.urls")),
    path("desk/", include("motcua.casework.intake.desk.urls")),
    path("desk/", include("motcua.casework.slips.desk.urls")),
    path("desk/", include("motcua.casework.notes.desk.urls")),
    path("desk/", include("motcua.casework.silence.desk.urls")),
    path("desk/", include("motcua.casework.agenda.desk.urls")),
    path("desk/", include("motcua.casework.recasing.desk.urls")),
    path("desk/", include("motcua.casework.batches.desk.urls")),
    path("desk/", include("motcua.casework.handling.desk.urls")),
    path("desk/", include("motcua.casework.ratings.desk.urls")),
    path("desk/", include("motcua.casework.feedback.desk.urls")),
    path("desk/", include("motcua.casework.dialogue.desk.urls")),
    path("desk/", include("motcua.outreach.askers.desk.urls")),
    path("desk/", include("motcua.insight.statistics.desk.urls")),
    path("desk/", include("motcua.outreach.notifications.desk.urls")),
]

handler400 = "motcua.kernel.ui.errors.bad_request"
handler403 = "motcua.kernel.ui.errors.permission_denied"
handler404 = "motcua.kernel.ui.errors.page_not_found"
handler500 = "motcua.kernel.ui.errors.server_error"
