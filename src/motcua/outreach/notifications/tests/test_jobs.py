"""A drawing tells the applicant how far the dossier is: message rows, once, with the words of the drawing."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import MONDAY, differences
from motcua.casework.upkeep.actions.carry_on import carry_on
from motcua.casework.upkeep.tests.stage import STEPS, accepted, fresh, office_with
from motcua.facilities.workflow import jobs
from motcua.outreach.notifications import composing
from motcua.outreach.notifications.models import Message

pytestmark = pytest.mark.django_db
TOLD = STEPS + "J service kind=notify name=Đã-thẩm-định-xong.; S -> R -> A -> J -> P -> I"


def test_the_kind_is_offered_and_known():
    assert [(kind.code, str(kind.label)) for kind in jobs.kinds() if kind.code == "notify"] == [
        ("notify", "Báo người nộp hồ sơ")
    ]
    assert jobs.label_of("fly") == "fly"


def test_the_applicant_hears_what_the_drawing_says():
    office, procedure = office_with(TOLD)
    dossier = accepted(office, procedure)
    for role in ("intake_officer", "case_officer"):
        dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by(role, MONDAY))
    assert carry_on(MONDAY) == 1
    assert carry_on(MONDAY) == 0
    (message,) = Message.objects.filter(kind="progress")
    assert (message.channel, message.state, fresh(dossier).step) == ("phone", "waiting", "P")
    source = composing.source_of(message)
    words = composing.words_of(source, composing.template_for(message, MONDAY), "")
    assert f"Hồ sơ {dossier.code}: Đã-thẩm-định-xong." in words.text
    assert "Nguyễn" not in words.text
    assert differences() == []
