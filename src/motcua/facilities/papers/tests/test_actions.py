from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from motcua.facilities.papers import actions, queries
from motcua.facilities.papers.actions import AlreadyWithdrawn, By, NewPaper, PaperIdReused
from motcua.facilities.papers.models import Paper
from motcua.facilities.papers.tests.conftest import SUBJECT
from motcua.kernel import clock
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify
from motcua.kernel.files import store
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(officer) -> By:
    return By(officer.pk, officer.memberships.get().agency_id, clock.now())


def kept(content: bytes = b"", name: str = "đơn.pdf"):
    return actions.take_in(SimpleUploadedFile(name, content or samples.pdf(2)))


def new(**changes) -> NewPaper:
    values = {"client_id": uuid4(), "subject": SUBJECT, "name": "Đơn của bà Lan.pdf", "kind": "original"}
    return NewPaper(**(values | changes))


def test_added_with_its_fact(by):
    paper = actions.add_paper(paper=new(part="3"), file=kept(), by=by)
    assert (paper.name, paper.kind, paper.part, paper.page_count) == (
        "Đơn của bà Lan.pdf",
        "original",
        "3",
        2,
    )
    assert store.read(paper.file_id) == samples.pdf(2)
    [event] = log.of(SUBJECT)
    assert event.kind == "papers.added"
    assert event.facts == {
        "paper_id": str(paper.pk), "sha256": paper.file_id, "size": paper.file.size,
        "media_type": "application/pdf", "paper_kind": "original", "part": "3",
    }  # fmt: skip
    assert (event.actor_id, event.agency_id, event.happened_at) == (by.officer_id, by.agency_id, by.at)
    assert "Lan" not in event.facts_json


def test_same_id_and_content_is_one_paper(by):
    paper, file = new(), kept()
    first = actions.add_paper(paper=paper, file=file, by=by)
    again = actions.add_paper(
        paper=paper, file=file, by=By(by.officer_id, by.agency_id, by.at + timedelta(hours=1))
    )
    assert (again.pk, again.uploaded_at) == (first.pk, first.uploaded_at)
    assert Paper.objects.count() == StoredFile.objects.count() == len(log.of(SUBJECT)) == 1


@pytest.mark.parametrize("changes", [{"subject": "crate:8"}, {"part": "9"}])
def test_same_id_for_something_else_is_refused(by, changes):
    paper, file = new(), kept()
    actions.add_paper(paper=paper, file=file, by=by)
    with pytest.raises(PaperIdReused, match="chưa lưu"):
        actions.add_paper(paper=new(client_id=paper.client_id, **changes), file=file, by=by)


def test_same_id_with_another_file_is_refused(by):
    paper = new()
    actions.add_paper(paper=paper, file=kept(), by=by)
    with pytest.raises(PaperIdReused):
        actions.add_paper(paper=paper, file=kept(samples.picture(), "a.png"), by=by)
    assert Paper.objects.count() == 1


def test_same_file_in_two_subjects_is_stored_once(by):
    for subject in (SUBJECT, "crate:8"):
        actions.add_paper(paper=new(subject=subject), file=kept(), by=by)
    assert (Paper.objects.count(), StoredFile.objects.count()) == (2, 1)


def test_citizens_papers_have_no_officer():
    paper = actions.add_paper(paper=new(), file=kept(), by=By(None, None, clock.now()))
    assert paper.uploaded_by is None
    assert log.of(SUBJECT)[0].actor_id is None


def test_withdrawn_stays_with_its_file(by):
    paper = actions.add_paper(paper=new(), file=kept(), by=by)
    actions.withdraw_paper(paper_id=paper.pk, reason="mistaken", by=by)
    assert list(queries.living_papers_of(SUBJECT)) == []
    [row] = queries.papers_of(SUBJECT)
    assert (row.is_withdrawn, row.withdrawal_reason) == (True, "mistaken")
    assert store.read(row.file_id)
    assert log.of(SUBJECT)[-1].facts == {"paper_id": str(paper.pk), "reason": "mistaken"}
    with pytest.raises(AlreadyWithdrawn):
        actions.withdraw_paper(paper_id=paper.pk, reason="replaced", by=by)


def test_a_reason_that_does_not_exist_changes_nothing(by):
    paper = actions.add_paper(paper=new(), file=kept(), by=by)
    with pytest.raises(ValueError, match="whim"):
        actions.withdraw_paper(paper_id=paper.pk, reason="whim", by=by)
    assert len(log.of(SUBJECT)) == 1


def test_withdrawal_needs_its_reason(by):
    paper = actions.add_paper(paper=new(), file=kept(), by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(withdrawn_at=by.at)


def test_audit_finds_what_was_changed_behind_the_log(by, crate):
    paper = actions.add_paper(paper=new(), file=kept(), by=by)
    other = actions.add_paper(paper=new(), file=kept(samples.picture(), "a.png"), by=by)
    actions.withdraw_paper(paper_id=other.pk, reason="unreadable", by=by)
    assert list(verify()) == []

    Paper.objects.filter(pk=paper.pk).update(file_id=other.file_id)
    assert {difference.what.split(", ")[-1] for difference in verify()} == {"sha256", "size", "media_type"}
    Paper.objects.filter(pk=paper.pk).update(file_id=paper.file_id)
    Paper.objects.filter(pk=other.pk).update(withdrawn_at=None, withdrawal_reason="")
    assert {d.what.split(", ")[-1] for d in verify()} == {"withdrawn_at", "withdrawal_reason"}
    Paper.objects.filter(pk=other.pk).delete()
    assert [difference.found for difference in verify()] == ["không có"]


def test_audit_finds_papers_nobody_added(by, crate):
    actions.add_paper(paper=new(), file=kept(), by=by)
    Paper.objects.create(
        id=uuid4(), subject=SUBJECT, file=StoredFile.objects.get(), name="x", kind="copy", uploaded_at=by.at
    )
    assert [difference.expected for difference in verify()] == ["không có dòng"]


@pytest.mark.django_db(transaction=True)
def test_the_same_paper_arriving_twice_together(by):
    paper, file = new(), kept()
    start = threading.Barrier(2)

    def arrive() -> Paper:
        start.wait()
        try:
            return actions.add_paper(paper=paper, file=file, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        rows = [done.result() for done in [both.submit(arrive), both.submit(arrive)]]
    assert [row.pk for row in rows] == [paper.client_id] * 2
    assert Paper.objects.count() == len(log.of(SUBJECT)) == 1
