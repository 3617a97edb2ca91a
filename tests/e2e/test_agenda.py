"""The agenda in the browser: sound, by keys, without scripts, on paper."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.stage import set_up

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_month_and_week_are_sound(visit, transactional_db, axe, screenshot, reflows, viewport):
    stage = set_up()
    day = stage.dossiers["accepted"].due_at.date().isoformat()
    page = visit("/desk/agenda/", viewport, account=stage.account("intake_officer"))
    for name, query in (("month", ""), ("due", f"month={day[:7]}"), ("week", f"week={day}")):
        page.goto(f"/desk/agenda/?{query}")
        reflows(page)
        axe(page)
        screenshot(page, f"agenda-{name}-{viewport}")
    page.emulate_media(media="print")
    assert page.get_by_role("link", name=stage.dossiers["accepted"].code).is_visible()
    assert not page.get_by_role("link", name="Hôm nay").is_visible()


def test_a_day_is_reached_by_keys_and_without_scripts(visit, transactional_db):
    stage = set_up()
    accepted = stage.dossiers["accepted"]
    page = visit(f"/desk/agenda/?month={accepted.due_at:%Y-%m}", account=stage.account("intake_officer"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/work/?view=viec&on=*")
    assert page.get_by_role("link", name=accepted.code, exact=True).is_visible()
    plain = visit("/desk/agenda/", account=stage.account("intake_officer"), java_script_enabled=False)
    plain.get_by_role("link", name="Xem theo tuần").click()
    plain.get_by_role("link", name="Tuần sau").click()
    assert plain.get_by_role("heading", name="Tuần").is_visible()
