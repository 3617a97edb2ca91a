"""What an office words on a form: frozen when published, following from the log, a few plain texts only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.directory.agencies.tests.factories import make_officer
from motcua.facilities.papers import actions, published, queries
from motcua.facilities.papers.actions import By
from motcua.facilities.papers.models import SlipTemplateVersion
from motcua.facilities.papers.printed_forms import Form, current, current_by_paper, form_in_force, form_named
from motcua.facilities.papers.slip_texts import LONGEST, LONGEST_LINE, MOST_LINES, SlipTexts
from motcua.facilities.papers.slips import NoTemplate
from motcua.kernel.events.verify import verify

AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)


@pytest.fixture
def by(db) -> By:
    officer = make_officer("agency_admin")
    return By(officer.pk, officer.memberships.get().agency_id, AT)


def publish(by: By, at: datetime = AT, on: date = TODAY, *, for_all: bool = False, **texts: object):
    by = By(by.officer_id, by.agency_id, at)
    which = {"agency_id": None if for_all else by.agency_id, "number": "01", "variant": "A5"}
    actions.draft_slip_texts(**which, texts=SlipTexts(**texts), by=by)
    return actions.publish_slip_texts(**which, decision="12/QĐ", valid_from=on, by=by)


def test_a_published_version_cannot_be_changed_nor_deleted(by):
    version = publish(by, note="Một")
    for statement in (
        "UPDATE papers_sliptemplateversion SET decision = 'x'",
        "DELETE FROM papers_sliptemplateversion",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    version.refresh_from_db()
    assert version.decision == "12/QĐ"


def test_rows_follow_from_the_log(by):
    publish(by, note="Một")
    publish(by, at=AT + timedelta(hours=1), for_all=True, heading="CHUNG")
    assert not [found for found in verify() if found.subject.startswith("slip_template")]
    SlipTemplateVersion.objects.create(
        number="01", variant="A5", version=9, texts_json={}, decision="giả", valid_from=TODAY,
        published_at=AT, published_by_id=by.officer_id,
    )  # fmt: skip
    assert [found.what for found in verify() if found.subject.startswith("slip_template")] == [
        "papers.slip_templates"
    ]


def test_a_name_finds_what_it_was_printed_on(by):
    law = current("01", AT, by.agency_id)
    publish(by, note="Một")
    first = current("01", AT, by.agency_id)
    publish(by, at=AT + timedelta(hours=1), note="Hai")
    second = current("01", AT + timedelta(hours=2), by.agency_id)
    assert len({law, first, second}) == 3
    assert [form_named(name).texts.note for name in (law, first, second)] == ["", "Một", "Hai"]
    assert form_in_force("01", AT + timedelta(minutes=59), by.agency_id).name == first
    for wrong in (
        "",
        "01",
        "01/A5/99",
        f"{law}@",
        f"{law}@{by.agency_id}/9",
        f"{law}@0/1",
        f"{law}@x/y",
        f"{law}@1",
    ):
        if wrong != f"{law}@":
            with pytest.raises(NoTemplate):
                form_named(wrong)
    assert current_by_paper("01", AT, by.agency_id) == {"A5": first, "80mm": current("01", AT, None, "80mm")}
    assert form_named(f"{law}@") == Form(published.named(law))


def test_only_words_of_forms_that_exist(by):
    with pytest.raises(NoTemplate):
        actions.draft_slip_texts(agency_id=by.agency_id, number="77", variant="A5", texts=SlipTexts(), by=by)
    with pytest.raises(actions.BadSlipTexts):
        actions.draft_slip_texts(
            agency_id=by.agency_id, number="01", variant="A5", texts=SlipTexts(lines=("x",) * 7), by=by
        )
    with pytest.raises(actions.NothingToPublish):
        actions.publish_slip_texts(
            agency_id=by.agency_id, number="01", variant="A5", decision="1", valid_from=TODAY, by=by
        )
    assert queries.slip_draft(by.agency_id, "01", "A5") is None


TEXTS = st.builds(
    SlipTexts,
    **{name: st.text(max_size=longest + 5) for name, longest in LONGEST.items()},
    lines=st.lists(st.text(max_size=LONGEST_LINE + 5), max_size=MOST_LINES + 1).map(tuple),
)


@given(texts=TEXTS)
def test_texts_survive_being_kept(texts):
    assert SlipTexts.from_json(texts.to_json()) == texts


@given(texts=TEXTS)
def test_what_is_too_long_is_always_named(texts):
    too_long = any(len(getattr(texts, name)) > longest for name, longest in LONGEST.items())
    lines = len(texts.lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in texts.lines)
    split = any("\n" in text for text in (texts.heading, texts.title, texts.footer, *texts.lines))
    assert bool(texts.problems()) == (too_long or lines or split)
