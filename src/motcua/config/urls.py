"""Routes requests to doors. Each app brings its own doors; this table says where they stand."""

from django.urls import include, path

# An address is compared with one door after another: what officers ask all day comes before the rest.
desk = [
    path("", include("motcua.facilities.queueing.desk.urls")),
    path("", include("motcua.facilities.floor.desk.urls")),
    path("", include("motcua.channels.desk.urls")),
    path("", include("motcua.directory.identity.desk.urls")),
    path("", include("motcua.directory.agencies.desk.urls")),
    path("", include("motcua.directory.reception.desk.urls")),
    path("", include("motcua.directory.staff.desk.urls")),
    path("", include("motcua.directory.devices.desk.urls")),
    path("", include("motcua.directory.applicants.desk.urls")),
    path("", include("motcua.directory.procedures.desk.urls")),
    path("", include("motcua.facilities.papers.desk.urls")),
    path("", include("motcua.facilities.voice.desk.urls")),
    path("", include("motcua.facilities.designer.desk.urls")),
    path("", include("motcua.casework.joint.desk.urls")),
    path("", include("motcua.casework.mirroring.desk.urls")),
    path("", include("motcua.casework.handovers.desk.urls")),
    path("", include("motcua.facilities.halls.desk.urls")),
    path("", include("motcua.facilities.printing.desk.urls")),
    path("", include("motcua.facilities.booking.desk.urls")),
    path("", include("motcua.facilities.promises.desk.urls")),
    path("", include("motcua.casework.intake.desk.urls")),
    path("", include("motcua.casework.slips.desk.urls")),
    path("", include("motcua.casework.notes.desk.urls")),
    path("", include("motcua.casework.silence.desk.urls")),
    path("", include("motcua.casework.agenda.desk.urls")),
    path("", include("motcua.casework.recasing.desk.urls")),
    path("", include("motcua.casework.batches.desk.urls")),
    path("", include("motcua.casework.handling.desk.urls")),
    path("", include("motcua.casework.ratings.desk.urls")),
    path("", include("motcua.casework.feedback.desk.urls")),
    path("", include("motcua.casework.dialogue.desk.urls")),
    path("", include("motcua.outreach.askers.desk.urls")),
    path("", include("motcua.outreach.followers.desk.urls")),
    path("", include("motcua.insight.statistics.desk.urls")),
    path("", include("motcua.outreach.notifications.desk.urls")),
]

urlpatterns = [
    path("desk/", include(desk)),
    path("", include("motcua.channels.portal.urls")),
    path("", include("motcua.channels.kiosk.urls")),
    path("", include("motcua.facilities.queueing.portal.urls")),
    path("", include("motcua.outreach.followers.portal.urls")),
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
]

handler400 = "motcua.kernel.ui.errors.bad_request"
handler403 = "motcua.kernel.ui.errors.permission_denied"
handler404 = "motcua.kernel.ui.errors.page_not_found"
handler500 = "motcua.kernel.ui.errors.server_error"
