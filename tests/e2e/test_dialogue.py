"""Dialogues in a browser: what everybody reads on a phone, what the desk keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dialogue import actions
from motcua.casework.dialogue.actions import Asked, By
from motcua.casework.dialogue.tests.test_dialogue import announced, held
from motcua.casework.dossiers.tests.factories import make_office
from motcua.kernel import clock
from motcua.kernel.events import worker

pytestmark = pytest.mark.browser


def test_pages_are_sound(visit, transactional_db, axe, screenshot, reflows):
    office = make_office("Bình Mẫu")
    done = held(office)
    now = clock.now()
    head = By(office.officers["approver"].pk, now)
    moved = announced(office, at=now, day=(now + timedelta(days=3)).date())
    called = Asked("Bao giờ có đèn?", "Lê Văn Thử", phone="0912345679")
    actions.ask(dialogue_id=moved.pk, asked=called, by=By(None, now))
    later = (now + timedelta(days=20)).date()
    actions.postpone(dialogue_id=moved.pk, held_on=later, place="9 giờ, sân xã", reason="Bão số 4", by=head)
    coming = announced(office, at=now, day=(now + timedelta(days=9)).date())
    for path, name in (
        ("", "list"),
        (f"{coming.pk}/", "coming"),
        (f"{done.pk}/", "held"),
        (f"{moved.pk}/", "moved"),
    ):
        page = visit(f"/doi-thoai/{path}", "phone")
        screenshot(page, f"dialogue-{name}")
        reflows(page)
        axe(page)
    worker.drain(at=now)
    for path in ("", "new/", f"{done.pk}/", f"{moved.pk}/"):
        page = visit(f"/desk/dialogues/{path}", "office", account=office.officers["approver"].account)
        screenshot(page, f"desk-dialogue-{path.strip('/') or 'list'}")
        reflows(page)
        axe(page)
