"""Routes facts as `urls.py` routes requests: who reacts to what, readable at once.

`motcua events` prints this table. A reaction runs in the worker, at least once, in the
order of its subject's facts; it must be idempotent.
"""

from __future__ import annotations

from collections.abc import Callable

from motcua.casework.handovers import reactions as handovers
from motcua.casework.joint import reactions as joint
from motcua.casework.upkeep import reactions as upkeep
from motcua.casework.visits import reactions as visits
from motcua.facilities.promises import reactions as promises
from motcua.kernel.events.models import Event
from motcua.outreach.askers import reactions as askers
from motcua.outreach.followers import reactions as followers
from motcua.outreach.notifications import reactions as notifications

ROUTES: dict[str, list[Callable[[Event], None]]] = {
    "queueing.confirmed": [promises.promise_wait],
    "queueing.turn_near": [followers.tell_follower],
    "feedback.apologised": [followers.tell_follower],
    "calendar.version_published": [upkeep.recompute_due_dates, upkeep.move_corrections],
    "dossiers.handed_over": [joint.follow],
    "dossiers.sent_back": [joint.follow],
    "dossiers.recalled": [joint.follow],
    "dossiers.timer_fired": [joint.follow],
    "dossiers.approved": [joint.follow],
    "dossiers.process_changed": [joint.follow],
    "upkeep.job_done": [joint.follow],
    "dossiers.amended": [handovers.owe_result],
    "dossiers.accepted": [
        notifications.tell_applicant,
        handovers.owe_papers,
        joint.follow,
        visits.link_visit,
    ],
    "dossiers.acceptance_undone": [notifications.tell_applicant, handovers.drop_papers],
    "dossiers.rejected": [notifications.tell_applicant, joint.follow],
    "dossiers.supplement_requested": [notifications.tell_applicant],
    "dossiers.supplement_received": [notifications.tell_applicant, joint.follow],
    "upkeep.clock_stopped": [notifications.tell_applicant],
    "upkeep.clock_resumed": [notifications.tell_applicant],
    "dossiers.case_changed": [notifications.tell_applicant],
    "dossiers.apologised": [notifications.tell_applicant],
    "dossiers.extended": [notifications.tell_applicant],
    "dossiers.result_recorded": [notifications.tell_applicant, handovers.owe_result, joint.follow],
    "dossiers.refused": [notifications.tell_applicant, handovers.owe_result, joint.follow],
    "dossiers.payment_asked": [notifications.tell_applicant],
    "dossiers.payment_confirmed": [notifications.tell_applicant, joint.follow],
    "dossiers.wrong_result_reported": [notifications.tell_applicant],
    "dossiers.wrong_result_confirmed": [notifications.tell_applicant],
    "dossiers.result_corrected": [notifications.tell_applicant, handovers.owe_result],
    "dossiers.delivered": [notifications.tell_applicant, joint.deliver_parts],
    "dossiers.stopped": [notifications.tell_applicant, handovers.drop_papers, joint.follow],
    "dialogue.postponed": [askers.tell_askers],
    "dialogue.cancelled": [askers.tell_askers],
    "dossiers.withdrawal_requested": [notifications.tell_applicant],
    "dossiers.withdrawal_refused": [notifications.tell_applicant, joint.follow],
}
