"""An office words its slips: drafted, tried on a real dossier, published, remembered."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.tests.factories import MONDAY, make_accepted, make_office
from motcua.casework.slips import compose
from motcua.casework.slips.desk import urls
from motcua.casework.slips.tests.reading_back import text_of
from motcua.directory.agencies.choices import Role
from motcua.facilities.papers.models import SlipTemplateDraft, SlipTemplateVersion
from motcua.kernel import clock

WORDS = {
    "heading": "BỘ PHẬN TIẾP NHẬN THỬ",
    "title": "Giấy hẹn của xã Thử",
    "lines": "Nhận kết quả tại quầy 5.\nMang theo giấy này.",
    "note": "Không nhận tiền bồi dưỡng.",
    "footer": "Đường dây nóng 02390000009",
}
SAID = ["BỘ PHẬN TIẾP NHẬN THỬ", "GIẤY HẸN CỦA XÃ THỬ", "Nhận kết quả tại quầy 5.", "Không nhận tiền", "02390000009"]  # fmt: skip


@pytest.fixture
def place(office):
    return (office.center.pk, "01", "A5")


@pytest.fixture
def word(signed_in):
    """Draft and publish through the pages; the words may be changed."""

    def done(place, role="agency_admin", valid_from=MONDAY, **words):
        browser = signed_in(role)
        drafted = browser.post(reverse("slips:wording", args=place), {"client_id": uuid4()} | WORDS | words)
        said = {"client_id": uuid4(), "decision": "12/QĐ-UBND", "valid_from": f"{valid_from:%d/%m/%Y}"}
        published = browser.post(reverse("slips:publish_wording", args=place), said)
        return drafted, published

    return done


def printed(dossier, number="01", **asked) -> str:
    return text_of(compose.render(dossier, number, event_id=None, base_url="https://m.vn", **asked))


@pytest.mark.parametrize("variant", ["A5", "80mm"])
def test_published_words_stand_on_later_receipts_only(office, word, variant):
    before = make_accepted(office)
    place = (office.center.pk, "01", variant)
    assert [answer.status_code for answer in word(place)] == [302, 302]
    later = MONDAY + timedelta(hours=1)
    after = make_accepted(office, later)
    paper = "80mm" if variant == "80mm" else ""
    assert all(said in printed(after, variant=paper) for said in SAID)
    assert not any(said in printed(before, variant=paper) for said in SAID)


@pytest.mark.parametrize(("variant", "paper"), [("A5", ""), ("80mm", "80mm")])
def test_a_reprint_keeps_the_words_it_was_printed_with(office, word, monday, variant, paper):
    place = (office.center.pk, "01", variant)
    word(place)
    dossier = make_accepted(office, MONDAY + timedelta(minutes=5))
    first = compose.render(dossier, "01", event_id=None, base_url="https://m.vn", variant=paper)
    with clock.frozen_at(MONDAY + timedelta(days=1)):
        word(place, valid_from=MONDAY + timedelta(days=1), note="Lời mới của năm sau.")
        assert SlipTemplateVersion.objects.count() == 2
        again = compose.render(dossier, "01", event_id=None, base_url="https://m.vn", variant=paper)
        assert again == first
        later = make_accepted(office, MONDAY + timedelta(days=1, hours=1))
        assert "Lời mới của năm sau." in printed(later, variant=paper)


def test_words_wait_for_their_day(office, word, place):
    word(place, valid_from=MONDAY + timedelta(days=2))
    assert SAID[0] not in printed(make_accepted(office, MONDAY + timedelta(days=1)))
    assert SAID[0] in printed(make_accepted(office, MONDAY + timedelta(days=2)))


def test_own_words_come_before_those_for_all(office, word, place):
    other = make_office("Khác")
    word((0, "01", "A5"), role="system_admin", heading="DÙNG CHUNG CẢ TỈNH")
    word(place)
    later = MONDAY + timedelta(hours=1)
    assert "DÙNG CHUNG CẢ TỈNH" in printed(make_accepted(other, later))
    own = printed(make_accepted(office, later))
    assert SAID[0] in own
    assert "DÙNG CHUNG" not in own


def test_a_one_stop_prints_the_words_of_its_committee(office, word, place):
    word((office.committee.pk, "01", "A5"), heading="LỜI CỦA ỦY BAN")
    later = MONDAY + timedelta(hours=1)
    assert "LỜI CỦA ỦY BAN" in printed(make_accepted(office, later))
    assert "LỜI CỦA ỦY BAN" not in printed(make_accepted(make_office("Khác"), later))
    word(place)
    with clock.frozen_at(later):
        own = printed(make_accepted(office, later))
    assert SAID[0] in own
    assert "LỜI CỦA ỦY BAN" not in own


def test_control_and_stop_slips_are_worded_too(office, word):
    for number in ("05", "06"):
        word((office.center.pk, number, "A4"))
    later = MONDAY + timedelta(hours=1)
    dossier = make_accepted(office, later)
    dossiers.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", later), reason="Không cần nữa")
    dossiers.stop(dossier_id=dossier.pk, by=office.by("approver", later), decision="Đồng ý cho rút")
    dossier.refresh_from_db()
    assert SAID[0] in printed(dossier, "05")
    assert SAID[0] in printed(dossier, "06")


def test_a_draft_is_tried_on_a_dossier_the_officer_may_read(office, signed_in, place, grant):
    dossier = make_accepted(office)
    signed_in("agency_admin").post(reverse("slips:wording", args=place), {"client_id": uuid4()} | WORDS)
    door = reverse("slips:preview", args=place)
    assert signed_in("agency_admin").get(door, {"dossier": dossier.code}).status_code == 404
    grant("agency_admin", "clerk", office.center)
    for asked in (dossier.code, dossier.code.lower(), dossier.barcode):
        answer = signed_in("agency_admin").get(door, {"dossier": asked})
        text = text_of(answer.content)
        assert all(said in text for said in SAID)
        assert "XEM THỬ" in text
        assert answer["Cache-Control"] == "private, no-store"
    assert not any(said in printed(dossier) for said in SAID)
    assert "XEM THỬ" not in printed(dossier)


@pytest.mark.parametrize("asked", ["", "H27.00.00-261005-9999", "\x00", "000000000000", "x" * 500])
def test_a_dossier_that_is_not_there_shows_nothing(office, signed_in, place, asked):
    assert (
        signed_in("agency_admin").get(reverse("slips:preview", args=place), {"dossier": asked}).status_code
        == 404
    )


def test_a_slip_the_dossier_never_gave_is_refused_in_words(office, signed_in, grant):
    dossier = make_accepted(office)
    grant("agency_admin", "clerk", office.center)
    answer = signed_in("agency_admin").get(
        reverse("slips:preview", args=(office.center.pk, "03", "A5")), {"dossier": dossier.code}
    )
    assert answer.status_code == 403
    assert "chưa có phiếu" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "x" * 121), ("lines", "\n".join("abcdefg")), ("lines", "x" * 161), ("note", "x" * 601), ("footer", "a\x07b")],
)  # fmt: skip
def test_words_that_do_not_fit_are_refused(office, signed_in, place, field, value):
    said = {"client_id": uuid4()} | WORDS | {field: value}
    assert signed_in("agency_admin").post(reverse("slips:wording", args=place), said).status_code == 422
    assert not SlipTemplateDraft.objects.exists()


def test_no_markup_gets_through(office, word, place):
    word(place, note='#panic("x") *đậm* <script>alert(1)</script>')
    text = printed(make_accepted(office, MONDAY + timedelta(hours=1)))
    assert '#panic("x") *đậm* <script>alert(1)</script>' in text


def test_publishing_needs_a_draft_a_decision_and_a_day_to_come(office, signed_in, place):
    browser, door = signed_in("agency_admin"), reverse("slips:publish_wording", args=place)
    said = {"client_id": uuid4(), "decision": "12/QĐ", "valid_from": "05/10/2026"}
    assert browser.post(door, said).status_code == 422
    browser.post(reverse("slips:wording", args=place), {"client_id": uuid4()} | WORDS)
    for wrong in ({"decision": ""}, {"valid_from": "04/10/2026"}, {"valid_from": "hôm nay"}):
        assert browser.post(door, said | {"client_id": uuid4()} | wrong).status_code == 422
    assert not SlipTemplateVersion.objects.exists()


def test_sent_twice_is_published_once(office, signed_in, place):
    browser = signed_in("agency_admin")
    browser.post(reverse("slips:wording", args=place), {"client_id": uuid4()} | WORDS)
    said = {"client_id": uuid4(), "decision": "12/QĐ", "valid_from": "05/10/2026"}
    for _ in range(2):
        assert browser.post(reverse("slips:publish_wording", args=place), said).status_code == 302
    assert SlipTemplateVersion.objects.count() == 1
    assert not SlipTemplateDraft.objects.exists()


DOORS = {"wordings": "get", "wording": "get", "publish_wording": "post", "preview": "get"}


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_who_comes_in(client, office, signed_in, place, who):
    browser = client if who == "anonymous" else signed_in(who)
    expected = {"agency_admin": {"get": 200, "post": 422}, "system_admin": {"get": 200, "post": 422}}
    for name, method in DOORS.items():
        answer = getattr(browser, method)(reverse(f"slips:{name}", args=[] if name == "wordings" else place))
        if who == "anonymous":
            assert answer.status_code == 302, name
            assert answer.url.startswith(reverse("identity:sign_in")), name
        elif who in expected:
            assert answer.status_code == (404 if name == "preview" else expected[who][method]), name
        else:
            assert answer.status_code == 403, name


def test_an_administrator_words_no_other_office_and_not_all(office, signed_in):
    other = make_office("Khác")
    browser = signed_in("agency_admin")
    for agency_id in (other.center.pk, 0, 10**8):
        for name, method in DOORS.items():
            args = [] if name == "wordings" else (agency_id, "01", "A5")
            asked = {"agency": agency_id} if name == "wordings" else {}
            assert getattr(browser, method)(reverse(f"slips:{name}", args=args), asked).status_code == 404, (
                name
            )
    for number, variant in (("01", "A3"), ("99", "A5"), ("x", "y")):
        assert (
            browser.get(reverse("slips:wording", args=(office.center.pk, number, variant))).status_code == 404
        )


LISTS = {"registers", "register_file", "hand_overs", "hand_over_file", "guidance"}  # their own tests ask who


def test_the_tables_name_every_door():
    assert {p.name for p in urls.urlpatterns} - {"slip"} - LISTS == set(DOORS)
