"""The demo shows agencies together: papers on their way by a list, and a joint application under way; and a clock
that stands."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, differences
from motcua.casework.handovers.models import HandOverList, PaperMove
from motcua.casework.joint.models import Part
from motcua.config import demo
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


def test_a_list_is_under_way_and_a_part_waits(settings):
    settings.DEMO_ALLOWED = True
    with clock.frozen_at(MONDAY):
        demo.prepare(MONDAY, days=0)
    [sent] = HandOverList.objects.all()
    assert (sent.state, sent.lines.count()) == ("sent", 2)
    assert PaperMove.objects.filter(moved="papers", state="waiting").count() == 1
    waiting = Dossier.objects.get(clock_stopped_at__isnull=False)
    assert (waiting.step, waiting.is_overdue(MONDAY)) == ("supplement", False)
    part = Part.objects.select_related("whole", "dossier").get(outcome="")
    assert part.dossier.competent_agency == sent.to_agency
    assert part.whole.competent_agency != sent.to_agency
    assert [
        found
        for found in differences()
        if found.startswith(("handover", "paper:", "part", "joint", waiting.subject))
    ] == []
