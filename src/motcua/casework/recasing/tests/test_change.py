"""The right case brings its papers, fees, limit and date; the wrong ones stay to be read in the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.deadlines.clocks import instant
from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers import terms
from motcua.casework.dossiers.actions.accept_dossier import NothingToAnswer
from motcua.casework.dossiers.actions.checking import ForeignPaper
from motcua.casework.dossiers.actions.recording import IllegalMove, NoReason
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.intake import ComponentEntry
from motcua.casework.dossiers.models import Dossier, DossierFee
from motcua.casework.dossiers.queries import history, statements_of
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_procedure,
    with_cases,
)
from motcua.casework.handling import timeline
from motcua.casework.handling.desk.page import promised
from motcua.casework.recasing import actions
from motcua.casework.recasing.tests.stage import RIGHT, WRONG, case, change, paper, taken_in
from motcua.casework.slips import compose
from motcua.casework.slips.given import given
from motcua.casework.slips.tests.reading_back import text_of
from motcua.facilities.workflow.models import Token
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

HOUR = timedelta(hours=1)


def changed(office, dossier, said, at=MONDAY + HOUR) -> Dossier:
    return actions.change_case(dossier_id=dossier.pk, by=office.by("intake_officer", at), change=said)


def test_papers_fees_limit_and_date_are_those_of_the_right_case(office, version):
    before = taken_in(office, version)
    assert f"{before.due_at:%d/%m}" == "12/10"
    dossier = changed(office, before, change(version))
    dossier.refresh_from_db()
    assert dossier.procedure_case_id == case(version).pk
    assert dossier.status == Status.ACCEPTED
    assert (
        f"{dossier.due_at:%d/%m}" == "26/10"
    )  # fifteen working days after the acceptance on Monday 5 October
    assert set(dossier.components.values_list("component_id", flat=True)) >= {
        paper(version, RIGHT, 1).pk,
        paper(version, RIGHT, 2).pk,
    }
    assert list(dossier.fees.values_list("amount_vnd", flat=True)) == [20000]
    assert set(Token.objects.filter(run=dossier.process_run_id).values_list("due_at", flat=True)) == {
        dossier.due_at
    }
    assert (dossier.code, dossier.accepted_at) == (before.code, before.accepted_at)
    assert differences() == []


def test_old_and_new_are_in_the_log_with_the_reason(office, version):
    before = taken_in(office, version)
    dossier = changed(office, before, change(version))
    event = history(dossier)[-1]
    assert event.kind == "dossiers.case_changed"
    f = event.facts
    assert (f["previous_case_id"], f["procedure_case_id"]) == (case(version, WRONG).pk, case(version).pk)
    assert (f["previous_limit"], f["limit"]) == ("5 working_days", "15 working_days")
    assert (instant(f["previous_due_at"]), instant(f["due_at"])) == (before.due_at, dossier.due_at)
    assert (f["fee_difference_vnd"], f["missing"]) == (12000, [])
    entry = timeline.entries(history(dossier), statements_of(dossier), None)[-1]
    assert "Khi tiếp nhận chọn nhầm" in entry.details
    assert "Trường hợp: Thông thường → Phải xác minh" in entry.details
    assert "Thời hạn: 5 ngày làm việc → 15 ngày làm việc" in entry.details
    assert "Hẹn trả: 09:00 12/10/2026 → 09:00 26/10/2026" in entry.details
    assert [line for line in entry.details if line.startswith("Thu thêm 12.000")]


def test_the_date_explains_why_it_is_another(office, version):
    dossier = changed(office, taken_in(office, version), change(version))
    found = promised(history(dossier))
    assert found.due_at == dossier.due_at
    (note,) = [line for line in found.trace if line["kind"] == "case"]
    assert note["text"] == (
        "Đổi trường hợp của thủ tục lúc 10:00 ngày 05/10/2026: thời hạn 15 ngày làm việc thay cho 5 ngày làm việc,"
        " tính từ khi tiếp nhận; ngày hẹn trước đó là 09:00 ngày 12/10/2026"
    )


def test_the_receipt_is_printed_anew_and_the_first_one_says_what_it_said(office, version):
    dossier = changed(office, taken_in(office, version), change(version))
    first, second = (slip.event_id for slip in given(history(dossier)))
    old, new = (
        text_of(compose.render(dossier, "01", event_id=event_id, base_url="https://motcua.example.vn"))
        for event_id in (first, second)
    )
    for said, expected, not_said in (
        (old, ("5 ngày làm việc", "12/10/2026", "8.000", "Riêng Thông thường"), ("26/10/2026", "in lại")),
        (
            new,
            ("15 ngày làm việc", "26/10/2026", "20.000", "Riêng Phải xác minh", "in lại lần 1"),
            ("12/10/2026",),
        ),
    ):
        assert [words for words in expected if words not in said] == []
        assert [words for words in not_said if words in said] == []


def test_back_again_is_as_it_was_but_for_the_log(office, version):
    before = taken_in(office, version)
    changed(office, before, change(version))
    dossier = changed(office, before, change(version, WRONG, fee=8000), MONDAY + 2 * HOUR)
    assert (dossier.due_at, dossier.index_due_at) == (before.due_at, before.index_due_at)
    assert [e.facts["fee_difference_vnd"] for e in history(dossier) if "fee_difference_vnd" in e.facts] == [
        12000,
        -12000,
    ]
    assert differences() == []


def test_papers_missing_are_named_and_nothing_changes(office, version):
    own = paper(version, RIGHT, 2)
    dossier = taken_in(office, version)
    before = (Event.objects.count(), Dossier.objects.values().get(), list(DossierFee.objects.values()))
    with pytest.raises(actions.PapersMissing, match="Riêng Phải xác minh"):
        changed(office, dossier, change(version, without=(own.pk,)))
    assert (
        Event.objects.count(),
        Dossier.objects.values().get(),
        list(DossierFee.objects.values()),
    ) == before


def test_or_they_are_asked_for_in_the_same_act(office, version):
    own = paper(version, RIGHT, 2)
    dossier = changed(office, taken_in(office, version), change(version, without=(own.pk,), asks=True))
    assert (dossier.status, dossier.supplement_count) == (Status.SUPPLEMENT, 1)
    *_, recased, asked = history(dossier)
    assert (recased.facts["missing"], asked.kind) == ([own.pk], "dossiers.supplement_requested")
    assert [slip.number for slip in given(history(dossier))] == ["01", "01", "02"]
    brought = [ComponentEntry(component_id=own.pk, kind="original")]
    by = office.by("intake_officer", MONDAY + 26 * HOUR)
    dossier = dossiers.receive_supplement(dossier_id=dossier.pk, by=by, components=brought)
    assert f"{dossier.due_at:%d/%m}" == "27/10"  # counted again, by the limit of the right case
    assert differences() == []


def test_a_dossier_nobody_has_taken_may_be_changed_after_it_left_the_counter(office, version):
    dossier = advance(office, taken_in(office, version), "appraise", MONDAY)
    dossier = changed(office, dossier, change(version))
    assert (dossier.status, dossier.step) == (Status.PROCESSING, "appraise")
    assert differences() == []


def test_refused_once_a_case_officer_has_taken_it(office, version):
    dossier = advance(office, taken_in(office, version), "appraise", MONDAY)
    dossiers.take_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
    with pytest.raises(IllegalMove, match="đã có người nhận giải quyết"):
        changed(office, dossier, change(version))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (lambda v: change(v, WRONG), actions.SameCase),
        (lambda v: change(v, case_id=case(with_cases(make_procedure())).pk), actions.ForeignCase),
        (lambda v: change(v, reason=" "), NoReason),
        (lambda v: change(v, components=change(v, WRONG).components), ForeignPaper),
    ],
    ids=["same case", "case of another procedure", "no reason", "papers of the other case"],
)
def test_refused(office, version, said, refusal):
    dossier = taken_in(office, version)
    with pytest.raises(refusal):
        changed(office, dossier, said(version))
    assert log.of(dossier.subject)[-1].kind == "dossiers.accepted"


def test_refused_where_the_procedure_was_abolished(office, version):
    dossier = taken_in(office, version)
    version.state = "withdrawn"
    version.save(update_fields=["state"])
    with pytest.raises(IllegalMove, match="đã bị bãi bỏ"):
        changed(office, dossier, change(version))


def test_refused_where_there_is_one_case(office, version):
    dossier = make_accepted(office)
    with pytest.raises(IllegalMove, match="chỉ có một trường hợp"):
        changed(office, dossier, change(version))


def test_refused_where_the_case_publishes_no_limit(office, version, monkeypatch):
    dossier = taken_in(office, version)
    monkeypatch.setattr(terms, "limit_text", lambda *_args, **_said: None)
    with pytest.raises(NothingToAnswer):
        changed(office, dossier, change(version))
