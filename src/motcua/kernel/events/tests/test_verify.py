"""Each way to rewrite the log that an administrator of the database has, and how it shows."""

from __future__ import annotations

import pytest
from django.db import connection

from motcua.kernel.events import projections, seals
from motcua.kernel.events.models import ChainHead, Event
from motcua.kernel.events.projections import Difference, Projection, compare
from motcua.kernel.events.tests.trace import (
    AT,
    execute,
    guards_down,
    note,
    note_with_words,
    statement_model,
)
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_the_log(settings, tmp_path, monkeypatch):
    """Apps' projections are tested by the apps."""
    settings.VAR = tmp_path
    monkeypatch.setattr(projections, "_registered", {})


@pytest.fixture
def written():
    """Two chains, a statement and a seal over them."""
    note(1, "trace:1"), note(2, "trace:1")
    note(1, "trace:2"), note(7, "trace:2")
    note_with_words(subject="trace:3")
    return seals.record_of(seals.take_seal(at=AT))


def _found(outside_seal=None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for difference in verify(outside_seal):
        found.setdefault(difference.subject, set()).add(difference.what.split(" ")[0])
    return found


def _tamper(sql: str, *parameters) -> None:
    with guards_down():
        execute(sql, *parameters)


def test_an_untouched_log_has_no_differences(written):
    assert list(verify(written)) == []
    note(3, "trace:1")
    assert list(verify(written)) == []


def test_an_empty_log_has_no_differences():
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts_json", '{"number":9}'),
        ("happened_at", "2020-01-01 00:00:00"),
        ("recorded_at", "2020-01-01 00:00:00"),
        ("actor_id", 99),
        ("agency_id", 99),
        ("kind", "trace.unheard"),
        ("origin", "demo"),
        ("statements_json", '{"x":"y"}'),
        ("previous_hash", "f" * 64),
        ("hash", "f" * 64),
        ("seq", 77),
    ],
)
def test_an_edited_event(written, column, value):
    _tamper(f"UPDATE events_event SET {column} = %s WHERE subject = 'trace:1' AND seq = 2", value)
    assert any(place.startswith("trace:1") for place in _found())


def test_an_edited_event_whose_hash_was_made_to_fit(written):
    event = Event.objects.get(subject="trace:1", seq=2)
    event.facts_json = '{"number":9}'
    fitting = event.link().hash()
    _tamper(
        "UPDATE events_event SET facts_json = %s, hash = %s WHERE id = %s",
        event.facts_json,
        fitting,
        event.pk,
    )
    assert _found() == {"trace:1": {"đầu"}, "niêm phong 2026-03-02": {"dấu"}}


def test_a_rewritten_chain_with_its_head_is_found_by_the_seal(written):
    event = Event.objects.get(subject="trace:1", seq=2)
    event.facts_json = '{"number":9}'
    fitting = event.link().hash()
    _tamper(
        "UPDATE events_event SET facts_json = %s, hash = %s WHERE id = %s",
        event.facts_json,
        fitting,
        event.pk,
    )
    execute("UPDATE events_chainhead SET hash = %s WHERE subject = 'trace:1'", fitting)
    assert _found() == {"niêm phong 2026-03-02": {"dấu"}}


def test_a_rewritten_log_with_a_rewritten_seal_is_found_by_the_seal_kept_elsewhere(written):
    _tamper("DELETE FROM events_event WHERE subject = 'trace:2'")
    execute("DELETE FROM events_chainhead WHERE subject = 'trace:2'")
    _tamper("DELETE FROM events_seal")
    seals.take_seal(at=AT)
    assert _found() == {}  # from inside, all fits
    assert _found(written) == {"niêm phong trong tệp": {"số", "dấu", "có"}}


def test_a_deleted_event_in_the_middle(written):
    _tamper("DELETE FROM events_event WHERE subject = 'trace:1' AND seq = 1")
    assert _found()["trace:1 #2"] == {"thứ", "mắt"}


def test_a_deleted_last_event(written):
    _tamper("DELETE FROM events_event WHERE subject = 'trace:1' AND seq = 2")
    assert _found()["trace:1"] == {"đầu"}


def test_a_deleted_last_event_whose_head_was_moved_back_is_found_by_the_seal(written):
    _tamper("DELETE FROM events_event WHERE subject = 'trace:1' AND seq = 2")
    first = Event.objects.get(subject="trace:1")
    execute("UPDATE events_chainhead SET seq = 1, hash = %s WHERE subject = 'trace:1'", first.hash)
    assert _found() == {"niêm phong 2026-03-02": {"số", "dấu"}}


def test_a_deleted_chain(written):
    _tamper("DELETE FROM events_event WHERE subject = 'trace:1'")
    assert _found()["trace:1"] == {"chuỗi"}


def test_a_log_cut_off_at_its_end(written):
    _tamper("DELETE FROM events_event WHERE id >= %s", written.last_event_id)
    assert "sự" in _found()["niêm phong 2026-03-02"]


def test_a_missing_head(written):
    execute("DELETE FROM events_chainhead WHERE subject = 'trace:1'")
    assert _found() == {"trace:1": {"đầu"}}


def test_swapped_subjects(written):
    _tamper("UPDATE events_event SET subject = 'trace:0' WHERE subject = 'trace:1'")
    _tamper("UPDATE events_event SET subject = 'trace:1' WHERE subject = 'trace:2'")
    _tamper("UPDATE events_event SET subject = 'trace:2' WHERE subject = 'trace:0'")
    found = _found()
    assert {"mã"} <= found["trace:1 #1"]
    assert {"mã"} <= found["trace:2 #1"]


def test_an_event_slipped_in(written):
    last = Event.objects.get(subject="trace:1", seq=2)
    last.pk, last.seq = None, 3
    last.save(force_insert=True)
    assert {"mắt", "mã"} <= _found()["trace:1 #3"]


def test_an_edited_statement(written):
    _tamper(f'UPDATE {statement_model()._meta.db_table} SET body_json = \'{{"words":"khác"}}\'')
    assert _found() == {"trace:3 #1": {"lời"}}


def test_a_statement_given_another_purpose(written):
    _tamper(f"UPDATE {statement_model()._meta.db_table} SET purpose = 'refusal'")
    assert _found() == {"trace:3 #1": {"lời"}}


def test_a_deleted_statement(written):
    _tamper(f"DELETE FROM {statement_model()._meta.db_table}")
    assert _found() == {"trace:3 #1": {"lời"}}


def test_a_statement_moved_to_another_subject(written):
    _tamper(f"UPDATE {statement_model()._meta.db_table} SET subject = 'trace:1'")
    assert _found() == {"trace:3 #1": {"lời"}, "trace:1": {"lời"}}


def test_a_statement_no_event_names(written):
    statement_model().write(subject="trace:1", purpose="note", body={"words": "thêm"})
    assert _found() == {"trace:1": {"lời"}}


def test_an_erased_statement_is_no_difference(written):
    statement_model().objects.get().erase(at=AT)
    assert _found() == {}


def test_a_statement_that_only_pretends_to_be_erased(written):
    _tamper(f"UPDATE {statement_model()._meta.db_table} SET body_json = 'x', erased_at = %s", AT)
    assert _found() == {"trace:3 #1": {"lời"}}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("events_count = 9", "mã"),
        ("day = '2025-01-01'", "mã"),
        ("previous_hash = 'x'", "mã"),
        ("heads_hash = 'x'", "mã"),
    ],
)
def test_an_edited_seal(written, change, what):
    _tamper(f"UPDATE events_seal SET {change}")
    assert any(what in whats for whats in _found().values())


def test_a_seal_taken_out_of_the_chain(written):
    seals.take_seal(at=AT)
    _tamper("DELETE FROM events_seal WHERE hash = %s", written.hash)
    assert _found() == {"niêm phong 2026-03-02": {"niêm"}}


def test_a_missing_trigger(written):
    on_table = " ON events_event" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER events_event_keep_update{on_table}")
    assert _found() == {"events_event": {"khóa"}}


# Projections: rows that do not follow from the log.


def _check(subject: str, events: list[Event]):
    head = ChainHead.objects.get(subject=subject)
    yield from compare(subject, {"seq": events[-1].facts["number"]}, {"seq": head.seq})


def _rows():
    return iter(["trace:1", "trace:9"])


def test_rows_are_compared_with_the_log_and_rows_without_log_are_named():
    projections.register(Projection("numbers", "trace", _check, _rows))
    note(1, "trace:1"), note(3, "trace:1")
    found = [str(difference) for difference in verify()]
    assert found == [
        "trace:1: seq: nhật ký cho 3, đang có 2",
        "trace:9: numbers: nhật ký cho không có dòng nào, đang có có dòng không do sự kiện nào ghi",
    ]


def test_a_projection_that_cannot_replay_is_a_difference():
    def fail(subject, events):
        execute("SELECT nothing FROM nowhere")
        yield

    projections.register(Projection("broken", "trace", fail, lambda: iter(())))
    note(1, "trace:1"), note(1, "trace:2")
    assert _found() == {"trace:1": {"dựng"}, "trace:2": {"dựng"}}


def test_many_subjects_may_be_checked_at_once_and_the_bad_one_is_named():
    asked: list[int] = []

    def check_many(log):
        asked.append(len(log))
        if any(events[0].facts["number"] == 13 for events in log.values()):
            raise ValueError("không dựng được")
        return []

    def check(subject, events):
        if events[0].facts["number"] == 13:
            yield Difference(subject, "số", "may", "rủi")

    projections.register(Projection("many", "trace", check, lambda: iter(()), check_many))
    note(1, "trace:1"), note(1, "trace:2")
    assert _found() == {}
    note(13, "trace:3")
    assert _found() == {"trace:3": {"số"}}
    assert asked == [2, 3]


def test_the_number_of_queries_does_not_grow_with_the_subjects(django_assert_max_num_queries):
    for number in range(30):
        note_with_words(subject=f"trace:{number}")
    with django_assert_max_num_queries(25 + 3 * len(_statement_tables())):
        assert _found() == {}


def _statement_tables():
    from motcua.kernel.events.verify import _statement_models

    return _statement_models()
