from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, advance, differences, make_accepted, make_office
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import publish_process
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    office = make_office()
    found = advance(office, make_accepted(office), "appraise", MONDAY)
    steps = tuple(replace(s, code="examine") if s.code == "appraise" else s for s in standard.COMMUNE)
    publish_process(
        code="commune", name="Quy trình cấp xã", steps=steps, valid_from=standard.VALID_FROM, at=MONDAY
    )
    return found


def run(*arguments: str) -> str:
    out = StringIO()
    with clock.frozen_at(MONDAY):
        call_command("runs", "move", *arguments, stdout=out)
    return out.getvalue()


def test_looked_at_first_then_moved(dossier):
    said = ("commune:1", "commune:2", "--map", "appraise=examine")
    assert "appraise → examine" in run(*said, "--dry-run")
    assert Dossier.objects.get().step == "appraise"
    assert "1 hồ sơ chuyển được, 0 hồ sơ ở lại" in run(*said)
    assert Dossier.objects.get().step == "examine"
    assert differences() == []


def test_what_has_no_place_is_told_and_counted(dossier, capsys):
    with pytest.raises(SystemExit) as ended:
        run("commune:1", "commune:2")
    assert ended.value.code == 1
    assert Dossier.objects.get().step == "appraise"


@pytest.mark.parametrize(
    "arguments",
    [("commune", "commune:2"), ("commune:1", "commune:9"), ("commune:1", "commune:2", "--map", "appraise")],
)
def test_what_cannot_be_read_is_one_line(dossier, arguments):
    with pytest.raises((CommandError, SystemExit)):
        run(*arguments)
    assert Dossier.objects.get().step == "appraise"
