"""Processes are published once, checked before, and follow from the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motcua.facilities.workflow import queries, standard
from motcua.facilities.workflow.actions import assign_process, publish_process
from motcua.facilities.workflow.models import Process, ProcessVersion
from motcua.facilities.workflow.rules import BadProcess, Sequence, Step, problems
from motcua.kernel.events.verify import verify

AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
DAY = date(2026, 10, 5)


def test_standard_processes_may_be_published():
    assert problems(Sequence(standard.COMMUNE)) == []
    assert problems(Sequence(standard.PROVINCE)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"role": "janitor"}, "vai trò"),
        ({"place": "moon"}, "nơi xử lý"),
        ({"hours": Decimal(-1)}, "âm"),
        ({"code": "receive"}, "trùng mã"),
        ({"kind": "approve"}, "đúng một bước phê duyệt"),
    ],
)
def test_a_wrong_step_is_named(change, word):
    steps = list(standard.COMMUNE)
    steps[1] = replace(steps[1], **change)
    assert any(word in problem for problem in problems(Sequence(tuple(steps))))


def test_ends_must_be_receive_and_deliver():
    assert any("bắt đầu bằng tiếp nhận" in problem for problem in problems(Sequence(standard.COMMUNE[1:])))


def test_issue_follows_approval():
    steps = list(standard.COMMUNE)
    steps[2], steps[3] = steps[3], steps[2]
    assert any("liền sau" in problem for problem in problems(Sequence(tuple(steps))))


def test_steps_read_back_as_written():
    assert [Step.from_json(step.to_json()) for step in standard.COMMUNE] == list(standard.COMMUNE)


def test_after_the_last_step_there_is_none():
    sequence = Sequence(standard.COMMUNE)
    assert sequence.after("deliver") is None
    assert sequence.after("receive").code == "appraise"
    with pytest.raises(KeyError):
        sequence.step("nowhere")


@pytest.mark.django_db
class TestPublishing:
    def test_same_steps_again_make_no_new_version(self):
        standard.install(at=AT)
        standard.install(at=AT)
        assert ProcessVersion.objects.count() == 2

    def test_changed_steps_make_the_next_version_and_both_stand(self):
        standard.install(at=AT)
        steps = [*standard.COMMUNE[:-1], replace(standard.COMMUNE[-1], name="Trả kết quả tại quầy")]
        version = publish_process(code="commune", name="", steps=steps, valid_from=DAY, at=AT)
        assert version.number == 2
        assert list(map(str, verify())) == []

    def test_a_bad_process_changes_nothing(self):
        with pytest.raises(BadProcess):
            publish_process(code="x", name="X", steps=standard.COMMUNE[1:], valid_from=DAY, at=AT)
        assert not Process.objects.exists()

    def test_own_assignment_goes_before_the_default(self):
        standard.install(at=AT)
        own = publish_process(code="own", name="Riêng", steps=standard.PROVINCE, valid_from=DAY, at=AT)
        assign_process(agency_id=3, procedure_id=5, process=own.process, valid_from=DAY, at=AT)
        found = queries.version_for(agency_id=3, procedure_id=5, default_code="commune", on=DAY)
        other = queries.version_for(agency_id=4, procedure_id=5, default_code="commune", on=DAY)
        codes = {v.pk: v.process.code for v in ProcessVersion.objects.select_related("process")}
        assert (codes[found.pk], codes[other.pk]) == ("own", "commune")

    def test_without_any_process_the_reason_is_said(self):
        with pytest.raises(queries.NoProcess, match="chưa có quy trình"):
            queries.version_for(agency_id=1, procedure_id=1, default_code="commune", on=DAY)

    def test_edited_steps_are_found(self):
        standard.install(at=AT)
        row = ProcessVersion.objects.first()
        ProcessVersion.objects.filter(pk=row.pk).update(xml=bytes(row.xml).replace(b"12", b"99"))
        assert any("các bước" in str(difference) for difference in verify())
