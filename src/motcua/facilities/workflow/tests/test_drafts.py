"""Drafts are free, publishing is strict, what is published stays; all of it follows from the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from motcua.directory.agencies.tests.factories import make_agency, make_officer
from motcua.facilities.bpmn.table import from_xml, to_xml
from motcua.facilities.bpmn.tests.drawing import xml as drawn
from motcua.facilities.workflow import permissions, queries, standard
from motcua.facilities.workflow.actions import (
    assign_process,
    copy_process,
    drop_draft,
    new_process,
    publish_version,
    save_draft,
    withdraw_version,
)  # fmt: skip
from motcua.facilities.workflow.actions.publish_version import (
    BeginsInThePast,
    NoDecision,
    NotADraft,
    NotPublishable,
)  # fmt: skip
from motcua.facilities.workflow.actions.save_draft import DraftChanged, DrawingTooLarge
from motcua.facilities.workflow.actions.withdraw_version import LastInUse, NotPublished
from motcua.facilities.workflow.models import Process, ProcessVersion
from motcua.facilities.workflow.publishing import obstacles
from motcua.facilities.workflow.rules import Sequence
from motcua.facilities.workflow.sequential import table_of
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
DAY = date(2026, 10, 5)
TABLE = table_of(Sequence(standard.COMMUNE), code="own", name="Quy trình riêng")

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return new_process(name="Cấp giấy đi đường", owner_id=make_agency().pk, at=AT)


def publish(draft: ProcessVersion, **said):
    given = {
        "decision": "12/QĐ-UBND",
        "valid_from": DAY,
        "at": AT,
        "actor_id": 1,
        "sha256": draft.sha256,
    } | said
    return publish_version(version_id=draft.pk, **given)


def test_a_code_is_made_of_the_name_and_is_free(process):
    assert process.code == "p-cap-giay-di-duong"
    assert new_process(name="Cấp giấy đi đường", owner_id=None, at=AT).code == "p-cap-giay-di-duong2"
    assert new_process(name="???", owner_id=None, at=AT).code == "p-20261005"


def test_a_draft_may_be_anything_and_there_is_one(process):
    first = save_draft(process=process, xml=b"not even XML")
    assert save_draft(process=process, xml=to_xml(TABLE)).pk == first.pk
    assert process.versions.count() == 1
    assert not Event.objects.filter(kind__startswith="workflow.version").exists()
    with pytest.raises(DrawingTooLarge):
        save_draft(process=process, xml=b" " * (5 * 1024**2 + 1))


def test_two_people_do_not_overwrite_each_other(process):
    seen = save_draft(process=process, xml=b"one", seen="").sha256
    save_draft(process=process, xml=b"two", seen=seen)
    with pytest.raises(DraftChanged):
        save_draft(process=process, xml=b"three", seen=seen)
    save_draft(process=process, xml=b"two", seen=seen)  # the same again is the same


def test_publishing_freezes_and_follows_from_the_log(process):
    version = publish(save_draft(process=process, xml=to_xml(TABLE)))
    assert (version.state, version.decision, version.number) == ("published", "12/QĐ-UBND", 1)
    assert not list(verify())
    with pytest.raises(NotADraft):
        publish(version)
    draft = save_draft(process=process, xml=to_xml(replace(TABLE, name="Khác")))
    assert draft.number == 2
    version.refresh_from_db()
    assert bytes(version.xml) == to_xml(TABLE)
    ProcessVersion.objects.filter(pk=version.pk).update(xml=b"<a/>")
    assert any("các bước" in str(difference) for difference in verify())


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"decision": " "}, NoDecision),
        ({"valid_from": date(2026, 10, 4)}, BeginsInThePast),
        ({"sha256": "0" * 64}, NotADraft),
    ],
)
def test_what_publishing_needs(process, said, refusal):
    with pytest.raises(refusal):
        publish(save_draft(process=process, xml=to_xml(TABLE)), **said)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (TABLE.rows[1:], "Tiếp nhận"),
        ((*TABLE.rows[:2], *TABLE.rows[3:]), "Phê duyệt"),
        ((*TABLE.rows[:1], replace(TABLE.rows[1], place="agency:X99"), *TABLE.rows[2:]), "X99"),
        ((*TABLE.rows[:1], replace(TABLE.rows[1], role="janitor"), *TABLE.rows[2:]), "janitor"),
        ((*TABLE.rows[:4], replace(TABLE.rows[1], code="late"), TABLE.rows[4]), "Sau bước ghi kết quả"),
        ((*TABLE.rows, replace(TABLE.rows[1], code="late")), "bước cuối"),
    ],
)
def test_what_may_not_be_published_says_why(process, rows, words):
    draft = save_draft(process=process, xml=to_xml(replace(TABLE, rows=rows)))
    with pytest.raises(NotPublishable) as refused:
        publish(draft)
    assert words in " ".join(problem.message for problem in refused.value.problems)
    draft.refresh_from_db()
    assert draft.state == "draft"


BRANCHES = (
    "S start; R user kind=receive; P parallel; A user kind=approve; I user kind=issue; D user kind=deliver; E end;"
    "V user kind=verify; {more}; S -> R -> P -> A; P -> V; {ways}; I -> D -> E"
)


@pytest.mark.parametrize(
    ("more", "ways", "elements"),
    [
        ("F end", "A -> I; V -> F", ["I", "D"]),
        ("J parallel; F end", "A -> J -> I; P -> C; C user; C -> J; V -> F", ["I", "D"]),
        ("J parallel", "A -> J -> I; V -> J", []),
    ],
)
def test_no_result_before_a_parallel_branch_is_done(process, more, ways, elements):
    """Sound for the engine, and yet a dossier would be resolved while somebody still looks into it."""
    draft = save_draft(process=process, xml=drawn(BRANCHES.format(more=more, ways=ways)))
    problems = obstacles(bytes(draft.xml))
    assert [problem.element for problem in problems] == elements
    assert all("nhánh song song “V” còn dở" in problem.message for problem in problems)
    if elements:
        with pytest.raises(NotPublishable):
            publish(draft)
    else:
        publish(draft)


@pytest.mark.parametrize("xml", [b"", b"<a/>", b"<!DOCTYPE a><a/>"])
def test_what_is_no_drawing_is_not_published(process, xml):
    with pytest.raises(NotPublishable):
        publish(save_draft(process=process, xml=xml))


def test_a_withdrawn_version_takes_no_new_dossier(process):
    first = publish(save_draft(process=process, xml=to_xml(TABLE)))
    assign_process(agency_id=1, procedure_id=2, process=process, valid_from=DAY, at=AT)
    with pytest.raises(LastInUse):
        withdraw_version(version_id=first.pk, at=AT, actor_id=1)
    second = publish(save_draft(process=process, xml=to_xml(replace(TABLE, name="Mới"))))
    withdraw_version(version_id=second.pk, at=AT, actor_id=1)
    assert queries.version_for(agency_id=1, procedure_id=2, default_code="commune", on=DAY).pk == first.pk
    with pytest.raises(NotPublished):
        withdraw_version(version_id=second.pk, at=AT, actor_id=1)
    assert not list(verify())
    ProcessVersion.objects.filter(pk=second.pk).update(state="published")
    assert any("trạng thái" in str(difference) for difference in verify())


def test_a_copy_asks_other_agencies_and_leaves_the_original_alone(process):
    rows = (*TABLE.rows[:1], replace(TABLE.rows[1], place="agency:old"), *TABLE.rows[2:])
    xml = to_xml(replace(TABLE, rows=rows))
    copied = copy_process(xml=xml, name="Bản chép", owner_id=None, agencies={"old": "H29.1"}, at=AT)
    table = from_xml(bytes(copied.xml))
    assert (table.code, table.name) == (copied.process.code, "Bản chép")
    assert table.rows[1].place == "agency:H29.1"
    assert copied.state == "draft"
    assert bytes(copy_process(xml=b"<a/>", name="B", owner_id=None, agencies={}, at=AT).xml) == b"<a/>"


def test_a_draft_can_be_dropped(process):
    save_draft(process=process, xml=b"x")
    drop_draft(process=process)
    assert not Process.objects.filter(pk=process.pk).exists()


def test_who_may_draw_and_see():
    mine, other = make_agency(), make_agency()
    admin, officer, system = (
        make_officer(role, mine) for role in ("agency_admin", "case_officer", "system_admin")
    )
    own, foreign, common = (
        new_process(name=name, owner_id=owner, at=AT)
        for name, owner in (("a", mine.pk), ("b", other.pk), ("c", None))
    )
    may = {
        (who, what): permissions.may_edit(who, what, DAY)
        for who in (admin, officer, system)
        for what in (own, foreign, common)
    }
    assert [key for key, value in may.items() if value] == [
        (admin, own),
        (system, own),
        (system, foreign),
        (system, common),
    ]
    assert set(permissions.visible_to(officer, DAY)) == {own, common}
    assert set(permissions.visible_to(admin, DAY)) == {own, common}
    assert set(permissions.visible_to(system, DAY)) == {own, foreign, common}
