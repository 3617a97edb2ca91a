"""Hand-over lists and guidance slips, read back; slips of a dossier on its way."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    make_accepted,
    make_office,
    make_procedure,
)
from motcua.casework.slips import compose, handing
from motcua.casework.slips.given import given
from motcua.casework.slips.source import NoSlip
from motcua.casework.slips.tests.reading_back import codes_on, text_of
from motcua.directory.agencies.choices import Role
from motcua.directory.procedures.models import Component, ProcedureCase
from motcua.kernel.events import log

HOUR = timedelta(hours=1)
DAY = MONDAY.date()


def printed(dossier, number, **asked) -> str:
    dossier.refresh_from_db()
    return text_of(compose.render(dossier, number, event_id=None, base_url="https://m.vn", **asked))


@pytest.fixture
def sent(office):
    """Three dossiers handed from the counter to the committee on Monday."""
    by = office.by("intake_officer", MONDAY + HOUR)
    return [dossiers.hand_over(dossier_id=make_accepted(office).pk, by=by) for _ in range(3)]


def test_the_list_holds_what_went_to_another_agency_that_day(office, sent):
    make_accepted(office)  # still at the counter
    (batch,) = handing.batches(office.center.pk, DAY)
    assert batch.to_agency_id == office.committee.pk
    assert {one.dossier.pk for one in batch.handed} == {dossier.pk for dossier in sent}
    assert handing.batches(office.center.pk, DAY + timedelta(days=1)) == []
    assert handing.batches(office.committee.pk, DAY) == []


def test_moving_on_takes_nothing_off_the_list_of_a_past_day(office, sent):
    for dossier in sent:
        advance(office, dossier, "approve", MONDAY + timedelta(days=1))
    assert len(handing.batches(office.center.pk, DAY)[0].handed) == 3


def test_each_line_is_scanned_into_its_dossier(office, signed_in, sent):
    answer = signed_in("intake_officer").get(
        reverse("slips:hand_over_file", args=[office.committee.pk]), {"day": "05/10/2026"}
    )
    codes = {text for kind, text in codes_on(answer.content) if kind == "Code128"}
    assert codes == {dossier.barcode for dossier in sent}
    text = text_of(answer.content)
    for said in (
        "DANH SÁCH BÀN GIAO HỒ SƠ",
        office.center.name,
        office.committee.name,
        "Số hồ sơ: 3",
        "10:00",
    ):
        assert said in text
    assert all(dossier.code in text for dossier in sent)
    assert len(pypdfium2.PdfDocument(answer.content)) == 1


def test_results_that_come_back_are_listed_too(office):
    dossier = advance(office, make_accepted(office), "approve", MONDAY + HOUR)
    dossier = dossiers.approve(dossier_id=dossier.pk, by=office.by("approver", MONDAY + HOUR))
    by = office.by(dossier.holder_role, MONDAY + HOUR)
    dossiers.record_result(dossier_id=dossier.pk, by=by, outcome=Outcome(title="Giấy thử"))
    (batch,) = handing.batches(office.committee.pk, DAY)
    assert batch.to_agency_id == office.center.pk


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_who_lists_hand_overs(client, office, signed_in, sent, who):
    browser = client if who == "anonymous" else signed_in(who)
    agency = office.center.pk if who == "intake_officer" else office.committee.pk
    asked = {"day": "05/10/2026", "agency": agency}
    page = browser.get(reverse("slips:hand_overs"), asked).status_code
    file = browser.get(reverse("slips:hand_over_file", args=[office.committee.pk]), asked).status_code
    if who == "anonymous":
        assert (page, file) == (302, 302)
    elif who in ("agency_admin", "system_admin"):
        assert (page, file) == (403, 403)
    else:
        assert (page, file) == (200, 200 if who == "intake_officer" else 404)


def test_no_office_lists_the_hand_overs_of_another(office, signed_in, sent):
    other = make_office("Khác")
    asked = {"day": "05/10/2026", "agency": office.center.pk}
    browser = signed_in("intake_officer", other)
    assert browser.get(reverse("slips:hand_overs"), asked).status_code == 422
    assert browser.get(reverse("slips:hand_over_file", args=[office.committee.pk]), asked).status_code == 404


def test_a_transfer_slip_goes_with_what_leaves_the_office(office, sent):
    text = printed(sent[0], "PC")
    for said in (
        "PHIẾU CHUYỂN XỬ LÝ HỒ SƠ",
        f"Cơ quan chuyển: {office.center.name}",
        f"Cơ quan nhận: {office.committee.name}",
        "Thời gian chuyển: 10 giờ 00 phút, ngày 05/10/2026",
        "Việc đề nghị thực hiện:",
        "Giấy tờ 1",
    ):
        assert said in text
    still_here = make_accepted(office)
    with pytest.raises(NoSlip):
        compose.render(still_here, "PC", event_id=None, base_url="")


def test_what_stays_in_the_office_gives_no_transfer_slip(office, sent):
    advance(office, sent[0], "approve", MONDAY + 2 * HOUR)
    slips = [one.number for one in given(log.of(sent[0].subject))]
    assert slips == ["01", "PC"]


def test_a_stop_at_the_applicants_wish(office, signed_in, sent):
    dossier = sent[0]
    by = office.by("intake_officer", MONDAY + 2 * HOUR)
    dossiers.withdraw(dossier_id=dossier.pk, by=by, reason="Tôi đã có giấy này")
    by = office.by("approver", MONDAY + 3 * HOUR)
    dossiers.stop(dossier_id=dossier.pk, by=by, decision="Đồng ý cho rút hồ sơ")
    dossier.refresh_from_db()
    text = printed(dossier, "05")
    for said in (
        "THÔNG BÁO DỪNG",
        "ông/bà đã yêu cầu rút hồ sơ",
        "Tôi đã có giấy này.",
        "Đồng ý cho rút hồ sơ.",
    ):
        assert said in text
    assert dossier.code in text
    page = (
        signed_in("approver")
        .get(reverse("dossiers:page", args=[dossier.pk]), {"print": "05"})
        .content.decode()
    )
    assert reverse("slips:slip", args=[dossier.pk, "05"]) in page


def test_a_stop_because_nothing_came(office, sent):
    dossier = sent[0]
    holder = dossiers.take_over(dossier_id=dossier.pk, by=office.by(dossier.holder_role, MONDAY + HOUR))
    by = office.by(holder.holder_role, MONDAY + HOUR)
    dossiers.request_supplement(dossier_id=dossier.pk, by=by, items=["Bản chính"], reason="Thiếu")
    later = office.by("approver", MONDAY + timedelta(days=60))
    dossiers.stop(dossier_id=dossier.pk, by=later, decision="Quá hạn bổ sung")
    text = printed(dossier, "05")
    assert "chúng tôi đã yêu cầu bổ sung hồ sơ" in text
    assert "Đến nay hồ sơ chưa được bổ sung" in text
    assert "rút hồ sơ" not in text


def test_who_is_asked_for_an_opinion_gets_the_question_on_paper(office, sent):
    other = make_office("Phối Hợp")
    dossier = advance(office, sent[0], "appraise", MONDAY + HOUR)
    if dossier.holder_officer_id is None:
        dossier = dossiers.take_over(dossier_id=dossier.pk, by=office.by(dossier.holder_role, MONDAY + HOUR))
    dossiers.consult(
        dossier_id=dossier.pk,
        by=office.by(dossier.holder_role, MONDAY + 2 * HOUR),
        agency_id=other.committee.pk,
        answer_by=MONDAY + timedelta(days=2),
        question="Thửa đất có tranh chấp không?",
    )
    text = printed(dossier, "PC")
    for said in (
        "Việc đề nghị thực hiện: Cho ý kiến phối hợp: Thửa đất có tranh chấp không?",
        "Thời hạn thực hiện: 09 giờ 00 phút, ngày 07/10/2026",
        f"Cơ quan nhận: {other.committee.name}",
    ):
        assert said in text
    assert f"Cơ quan phối hợp giải quyết: {other.committee.name}" in printed(dossier, "06")


def test_a_refusal_after_appraisal_says_when_it_was_taken_in(office, sent):
    dossier = advance(office, sent[0], "approve", MONDAY + HOUR)
    by = office.by("approver", MONDAY + 2 * HOUR)
    dossiers.refuse_dossier(dossier_id=dossier.pk, by=by, reason="Không đủ điều kiện")
    text = printed(dossier, "03")
    assert "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 05/10/2026" in text
    assert "Không đủ điều kiện" in text
    assert [b.to_agency_id for b in handing.batches(office.committee.pk, DAY)] == [office.center.pk]


def test_the_guidance_slip_says_papers_time_and_fee(office, signed_in):
    version = make_procedure(limit="5", fee=8000)
    case = ProcedureCase.objects.filter(version=version).first()
    Component.objects.create(case=case, name="Giấy tờ nếu có", is_required=False, copy_qty=2, position=9)
    answer = signed_in("intake_officer").get(reverse("slips:guidance", args=[version.procedure.code]))
    text = text_of(answer.content)
    for said in (
        "PHIẾU HƯỚNG DẪN THỦ TỤC HÀNH CHÍNH", version.name, version.procedure.code, "5 ngày làm việc",
        "8.000", "Giấy tờ 1: 1 bản chính", "Giấy tờ nếu có: 2 bản sao, nếu có", office.center.name,
    ):  # fmt: skip
        assert said in text or said.upper() in text, said
    page = signed_in("intake_officer").get(reverse("procedures:procedure", args=[version.procedure.code]))
    assert reverse("slips:guidance", args=[version.procedure.code]) in page.content.decode()


def test_a_screen_in_english_still_prints_vietnamese(office, signed_in):
    version = make_procedure()
    browser = signed_in("intake_officer")
    browser.cookies["django_language"] = "en"
    answer = browser.get(reverse("slips:guidance", args=[version.procedure.code]))
    assert "ngày làm việc" in text_of(answer.content)


@pytest.mark.parametrize("code", ["9.999999", "x", "%00"])
def test_no_guidance_on_what_there_is_not(office, signed_in, code):
    assert signed_in("intake_officer").get(f"/desk/slips/guidance/{code}.pdf").status_code == 404


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_every_officer_gives_guidance(client, office, signed_in, who):
    version = make_procedure()
    browser = client if who == "anonymous" else signed_in(who)
    answer = browser.get(reverse("slips:guidance", args=[version.procedure.code]))
    assert answer.status_code == (302 if who == "anonymous" else 200)
