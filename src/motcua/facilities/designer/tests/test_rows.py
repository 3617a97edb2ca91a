"""The step table as a form: whatever is sent is answered, and what a table says survives the form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.bpmn.table.rows import normal
from motcua.facilities.designer import library
from motcua.facilities.designer.desk import rows as form
from motcua.facilities.designer.desk.rows import Sheet, pressed, sheet_of, sheet_sent, table_of
from motcua.facilities.designer.desk.showing import shown, summary

SHEET = sheet_of(library.BY_CODE["consult_two"].table)


def posted(sheet: Sheet) -> dict[str, str]:
    data = {"rows": str(len(sheet.rows)), "name": sheet.name, "starts": sheet.starts, "ends": sheet.ends}
    for i, row in enumerate(sheet.rows):
        data |= {f"r{i}-{name}": row.texts[name] for name in form.FIELDS}
        for j, way in enumerate(row.ways):
            data |= {f"r{i}-w{j}-{part}": way[part] for part in way}
    return data


@pytest.mark.parametrize("practice", library.ALL, ids=lambda practice: practice.code)
def test_a_table_survives_the_form(practice):
    sheet = sheet_sent(posted(sheet_of(practice.table)))
    assert table_of(sheet, practice.code) == (normal(practice.table), ())
    assert len(posted(sheet)) < form.MOST_FIELDS


def test_buttons_move_make_and_take_away_rows():
    def codes(sheet):
        return [row.code for row in sheet.rows]

    first = codes(SHEET)
    assert codes(pressed(SHEET, "up-1")) == [first[1], first[0], *first[2:]]
    assert codes(pressed(SHEET, "down-0")) == codes(pressed(SHEET, "up-1"))
    assert codes(pressed(SHEET, "up-0")) == first
    assert codes(pressed(SHEET, "delete-2")) == first[:2] + first[3:]
    assert "xóa" in pressed(SHEET, "delete-2").done
    added = pressed(SHEET, "after-1")
    assert codes(added) == [*first[:2], "step", *first[2:]]
    assert added.focus == 2
    assert codes(pressed(added, "add"))[-1] == "step2"
    assert len(pressed(SHEET, "way-0").rows[0].ways) == 1


def test_a_form_does_not_grow_beyond_what_can_be_sent():
    sheet = SHEET
    for _ in range(100):
        sheet = pressed(sheet, "add")
    assert len(posted(sheet)) <= 600
    assert pressed(sheet, "add") == sheet


@given(st.text(max_size=12))
def test_no_button_breaks_the_form(button):
    assert pressed(SHEET, button).name == SHEET.name


@given(st.dictionaries(st.sampled_from([*posted(SHEET), "r0-w0-to", "rows"]), st.text(max_size=9)))
def test_whatever_is_sent_becomes_a_table_or_problems(changed):
    sheet = sheet_sent(posted(SHEET) | changed)
    table, problems = table_of(sheet, "consult_two")
    assert (table is None) == bool(problems)
    assert len(shown(sheet, problems)) == len(sheet.rows)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [("r1-hours", "vier", "vier"), ("r1-w0-to", "nowhere", "nowhere"), ("r1-code", "first", "hai dòng"), ("r1-code", "x y", "không dùng được")],
)  # fmt: skip
def test_a_problem_stands_at_its_row(key, value, words):
    sheet = sheet_sent(posted(SHEET) | {key: value})
    table, problems = table_of(sheet, "consult_two")
    assert table is None
    assert words in " ".join(problem.message for problem in problems)
    at = [row.index for row in shown(sheet, problems) if row.problems]
    assert 1 in at
    assert summary(sheet, problems)[0].row in at


def test_problems_of_gateways_and_flows_stand_at_their_row():
    found = shown(SHEET, [Problem("choice.review", "x"), Problem("flow.choice.review.appraise", "y")])
    assert [(row.written.code, row.problems) for row in found if row.problems] == [("review", ["x", "y"])]


def test_an_empty_code_gets_one():
    table, _problems = table_of(sheet_sent(posted(SHEET) | {"r2-code": ""}), "consult_two")
    assert table is None or table.rows[2].code == "step"


def test_what_an_imported_file_said_stays_chosen():
    found = shown(sheet_sent(posted(SHEET) | {"r0-role": "janitor"}), [])[0]
    assert ("janitor", "janitor", True) in found.roles


def test_a_way_with_a_name_alone_is_the_officers_choice():
    table, problems = table_of(
        sheet_sent(posted(SHEET) | {"r5-w0-condition": "", "r5-w0-label": "Chưa đạt"}), "consult_two"
    )
    assert not problems
    assert [way.condition for way in table.rows[5].next] == ['outcome = "chua_dat"', ""]
