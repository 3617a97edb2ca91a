from datetime import date, datetime

import pytest

from motcua.casework.deadlines.time_rules import (
    RULES,
    NoSuchRule,
    TimeRule,
    due_by_rule,
    rule_on,
    rules_on,
    version_on,
)
from motcua.kernel.calendar import shipped_calendar

TODAY = date(2026, 10, 5)


def at(text):
    return datetime.fromisoformat(f"{text}+07:00")


def test_every_rule_of_the_decree_is_there_with_its_article():
    rules = rules_on(TODAY)
    assert sorted(rules, key=lambda rule_id: int(rule_id[1:])) == [f"T{n}" for n in range(1, 17)]
    assert all(rule.law.startswith("NĐ 118/2025, Điều ") and rule.what for rule in rules.values())
    assert version_on(TODAY) == "2025-07-01"


def test_a_rule_holds_until_a_newer_one_begins(monkeypatch):
    newer = TimeRule("T8", "", "20", "days", "NĐ 1/2027, Điều 1", date(2027, 1, 1))
    monkeypatch.setattr("motcua.casework.deadlines.time_rules.RULES", (newer, *RULES))
    assert rule_on("T8", date(2026, 12, 31)).limit == "15"
    assert rule_on("T8", date(2027, 1, 1)).limit == "20"
    assert rule_on("T6", date(2027, 1, 1)).limit == "3"
    assert [version_on(date(2026, 12, 31)), version_on(date(2027, 1, 1))] == ["2025-07-01", "2027-01-01"]


def test_older_dossiers_are_read_by_the_first_rules_known():
    assert rule_on("T8", date(2020, 1, 1)).limit == "15"


@pytest.mark.parametrize(
    ("rule_id", "start", "expected"),
    [
        ("T2", "2026-03-06T15:30", "2026-03-09T15:30"),
        ("T4", "2026-03-06T14:30", "2026-03-06T17:30"),
        ("T6", "2026-03-06T14:30", "2026-03-11T14:30"),
        ("T8", "2026-02-02T09:00", "2026-02-23T17:30"),
        ("T12", "2026-02-13T09:00", "2026-02-25T09:00"),
    ],
)
def test_rules_run_out(rule_id, start, expected):
    found = due_by_rule(rule_id, at(start), shipped_calendar())
    assert found.due_at == at(expected)
    assert found.trace[-1]["at"] == found.due_at.isoformat()
    assert {entry.get("law") for entry in found.trace} >= {rule_on(rule_id, TODAY).law}


def test_a_rule_without_number_sets_no_date():
    for rule_id in ("T3", "T7", "T10", "T13"):
        with pytest.raises(ValueError, match="Thời hạn"):
            due_by_rule(rule_id, at("2026-03-06T14:30"), shipped_calendar())
    with pytest.raises(NoSuchRule):
        rule_on("T17", TODAY)
