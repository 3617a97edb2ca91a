"""`motcua workflow check` answers for every file, whatever it is."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.designer import library
from motcua.facilities.workflow.actions import publish_version, save_draft
from motcua.facilities.workflow.models import Process
from motcua.kernel import clock


def check(*files) -> tuple[int, list[dict]]:
    out, code = StringIO(), 0
    try:
        call_command("workflow", "check", *map(str, files), "--json", stdout=out)
    except SystemExit as end:
        code = end.code
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.bpmn"
    path.write_bytes(to_xml(library.ALL[0].table))
    return path


def test_a_good_file_may_be_published(good):
    assert check(good) == (
        0, [{"file": str(good), "importable": True, "publishable": True, "problems": []}],
    )  # fmt: skip


def test_a_draft_is_importable_and_its_problem_names_the_element(good, tmp_path):
    draft = tmp_path / "draft.bpmn"
    draft.write_bytes(xml("S start; A user role=janitor; E end; S -> A -> E"))
    code, (first, second) = check(good, draft)
    assert code == 1
    assert first["publishable"]
    assert (second["importable"], second["publishable"]) == (True, False)
    assert second["problems"] == [{"element": "A", "message": "Không có vai trò “janitor”."}]


BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><definitions>&c;</definitions>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><definitions>&b;</definitions>'


@pytest.mark.parametrize(
    "data", [b"", b"not xml", b"<html/>", BOMB, OUTSIDE, b"<a>" * 10_000, b"\x00" * 100, b" " * (5 * 1024**2 + 2)]
)  # fmt: skip
def test_a_hostile_or_broken_file_is_a_problem_not_a_traceback(tmp_path, data):
    path = tmp_path / "bad.bpmn"
    path.write_bytes(data)
    code, (row,) = check(path)
    assert (code, row["importable"], row["publishable"]) == (1, False, False)
    assert row["problems"][0]["element"] is None
    assert row["problems"][0]["message"]


def test_what_is_not_there_or_no_file_is_a_problem(tmp_path):
    code, rows = check(tmp_path / "nowhere.bpmn", tmp_path, "with\0zero")
    assert code == 1
    assert len(rows) == 3
    assert all("Không mở được" in row["problems"][0]["message"] for row in rows)


def test_words_for_people(good, tmp_path, capsys):
    draft = tmp_path / "draft.bpmn"
    draft.write_bytes(xml("S start; A user role=janitor; E end; S -> A -> E"))
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("workflow", "check", str(good), str(draft), stdout=out)
    assert "ban hành được" in out.getvalue()
    assert "A: Không có vai trò" in out.getvalue()


@pytest.mark.parametrize("arguments", [[], ["check"], ["draw", "x"]])
def test_bad_arguments_are_refused(arguments):
    with pytest.raises(CommandError) as refused:
        call_command("workflow", *arguments)
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_a_new_installation_gets_the_standard_processes_and_keeps_changed_ones():
    call_command("workflow", "standard", stdout=StringIO())
    process = Process.objects.get(code="commune")
    first = process.versions.get()
    draft = save_draft(process=process, xml=bytes(first.xml).replace("Thẩm định".encode(), b"Xem"))
    published = {"decision": "1/QĐ", "valid_from": clock.today(), "at": clock.now(), "actor_id": 1}
    publish_version(version_id=draft.pk, sha256=draft.sha256, **published)
    call_command("workflow", "standard", stdout=StringIO())
    assert process.versions.count() == 2
    assert Process.objects.count() == 2


@pytest.mark.django_db
def test_checking_is_as_strict_as_publishing(tmp_path):
    """Sound, and yet no process of a dossier: nobody approves; and an agency that does not exist."""
    sound = tmp_path / "sound.bpmn"
    sound.write_bytes(xml("S start; A user kind=receive; E end; S -> A -> E"))
    code, (row,) = check(sound)
    assert (code, row["importable"], row["publishable"]) == (1, True, False)
    assert {problem["message"] for problem in row["problems"]} == {
        f"Quy trình chưa có bước loại “{kind}”." for kind in ("Phê duyệt", "Ghi kết quả", "Trả kết quả")
    }
    foreign = tmp_path / "foreign.bpmn"
    foreign.write_bytes(to_xml(library.BY_CODE["land_obligation"].table))
    code, (row,) = check(foreign)
    assert row["problems"] == [{"element": "tax_notice", "message": "Không có cơ quan mã “tax_office”."}]


def test_an_agency_is_asked_for_in_vain_where_there_is_no_database(tmp_path, monkeypatch):
    def no_table(code):
        raise OperationalError("no such table")

    monkeypatch.setattr("motcua.facilities.workflow.publishing.agencies.agency_with_code", no_table)
    path = tmp_path / "foreign.bpmn"
    path.write_bytes(to_xml(library.BY_CODE["land_obligation"].table))
    code, (row,) = check(path)
    assert (code, row["importable"]) == (1, True)
    assert "cơ sở dữ liệu" in row["problems"][0]["message"]
