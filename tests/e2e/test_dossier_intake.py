"""Intake on the office screen: whole by keyboard, whole without scripts, filled from a card."""

from __future__ import annotations

import re

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests import factories
from motcua.casework.dossiers.tests.stage import (
    CARD,
    COUNT_KEYS,
    DOUBTFUL_CARD,
    FAKE_PRINTER,
    FAKE_SCANNER,
    set_up,
)
from motcua.directory.procedures.actions.offer_procedure import OfferTerms, offer_procedure
from motcua.directory.procedures.models import Component, Fee, ProcedureCase, TimeLimit
from motcua.kernel import clock
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.browser
MOST_KEYS = 25
MOST_KEYS_FOR_THE_KNOWN = 12
NOT_PAPERS = {"không phải.pdf", "x.pdf"}


@pytest.fixture
def stage(transactional_db):
    return set_up()


@pytest.fixture
def pictures(tmp_path, settings):
    """Files to choose, by name; those of NOT_PAPERS are something else."""
    settings.MEDIA_ROOT = tmp_path / "papers"

    def make(*names: str) -> list[str]:
        for name in names:
            good = samples.picture() if name.endswith(".png") else samples.pdf(2)
            (tmp_path / name).write_bytes(b"MZ" if name in NOT_PAPERS else good)
        return [str(tmp_path / name) for name in names]

    return make


def intake_of(stage) -> str:
    return f"/desk/intake/{stage.version.procedure.code}/"


def as_a_page(route) -> None:
    """What is to be printed, with its own headers, for a browser that shows no PDF."""
    answer = route.fetch()
    assert answer.body().startswith(b"%PDF")
    route.fulfill(response=answer, headers=answer.headers | {"content-type": "text/html"}, body="<p>1</p>")


def test_a_scanned_card_is_accepted_by_keyboard_alone(visit, stage, screenshot):
    page = visit("/desk/", account=stage.account("intake_officer"))
    page.route("**/slips/*.pdf", as_a_page)
    page.add_init_script(FAKE_SCANNER + FAKE_PRINTER + COUNT_KEYS)
    page.reload()
    keyboard = page.keyboard
    keyboard.press("Alt+n")
    page.wait_for_url("**/desk/intake/")
    keyboard.type("thu nghiem", delay=40)
    keyboard.press("Enter")
    page.wait_for_url(f"**{intake_of(stage)}")
    page.evaluate("text => scan(text)", CARD)
    page.wait_for_selector("#id_owner_phone:focus")
    keyboard.type("0912345678", delay=40)
    keyboard.press("Alt+a")
    screenshot(page, "dossier-intake", whole=False)
    keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/desk/dossiers/\d+/"))
    keys, mice = page.evaluate("[Number(sessionStorage.keys), Number(sessionStorage.mice || 0)]")
    assert keys <= MOST_KEYS, keys
    assert mice == 0
    made = Dossier.objects.latest("id")
    assert made.code
    assert made.parties.get().name == "Nguyễn Thị Mẫu Thử"
    link = page.locator("[data-print-now]")
    assert link.get_attribute("href").endswith(f"/desk/dossiers/{made.pk}/slips/01.pdf")
    page.wait_for_selector(f"html[data-printed='/desk/dossiers/{made.pk}/slips/01.pdf']")
    assert "print=" not in page.url  # reloading does not print again
    screenshot(page, "dossier-accepted")


def test_everything_is_on_the_office_screen(visit, stage):
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    bar = page.locator(".keys").bounding_box()["y"]
    for name in ("Tiếp nhận và in giấy hẹn", "Yêu cầu bổ sung", "Từ chối", "Lưu nháp"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["y"] + box["height"] <= bar, name
    last = page.locator("[data-paper]").last.bounding_box()
    assert last["y"] + last["height"] <= bar
    assert page.evaluate("document.documentElement.scrollHeight") <= 768


def test_sections_papers_and_fields_by_keys(visit, stage):
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    focused = "document.activeElement.id || document.activeElement.tagName"
    assert page.evaluate(focused) == "id_owner_personal_id"
    for key, start in (("1", "id_competent_agency"), ("3", "id_matter"), ("2", "id_owner_personal_id")):
        page.keyboard.press(f"Alt+{key}")
        assert page.evaluate("document.activeElement.id") == start or key == "1"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "id_owner_name"
    page.keyboard.press("Alt+4")
    page.keyboard.press("2")
    kinds = page.locator("[data-paper] select")
    assert kinds.nth(1).input_value() == "original"
    page.keyboard.press("2")
    assert kinds.nth(1).input_value() == ""
    page.keyboard.press("3")
    page.keyboard.press("0")
    assert kinds.nth(2).input_value() == "not_applicable"
    page.keyboard.type("Không có tài sản")
    assert page.locator(".paper-reason input:visible").input_value() == "Không có tài sản"
    assert page.locator("[data-papers-met]").inner_text() == "1"
    assert "1, 2, 4" in page.locator("#papers-left").inner_text()


def test_a_card_never_replaces_silently_and_tells_its_doubts(visit, stage, axe):
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    page.add_init_script(FAKE_SCANNER)
    page.reload()
    page.fill("#id_owner_name", "Nguyễn Thị Khác")
    page.evaluate("text => scan(text)", DOUBTFUL_CARD)
    page.wait_for_selector(".doubt")
    assert "Năm sinh không khớp" in page.locator(".doubt").inner_text()
    assert "doubt-birth_year" in page.get_attribute("#id_owner_born_on", "aria-describedby")
    assert "“Nguyễn Thị Khác” đã thay bằng “Nguyễn Thị Mẫu Thử”" in page.locator("#card-told").inner_text()
    axe(page)
    page.evaluate("text => scan(text)", "1|2|3|4|5|6|7")
    page.wait_for_selector("[data-card-status].is-bad, .doubt")


def test_a_second_filing_and_the_date_come_without_reloading(visit, stage):
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    page.fill("#id_owner_personal_id", "042090000001")
    page.keyboard.press("Tab")
    page.wait_for_selector("#doubles .notice")
    assert stage.dossiers["accepted"].code in page.locator("#doubles").inner_text()
    page.fill("#id_owner_name", "Còn nguyên")
    with page.expect_response(lambda answer: "part=due" in answer.url) as told:
        page.select_option("#id_intake_channel", "2")
    assert told.value.status == 200
    assert "due-date" in told.value.text()
    page.wait_for_selector("#due-card .due-date")
    assert page.input_value("#id_owner_name") == "Còn nguyên"


def test_intake_without_scripts(visit, stage):
    page = visit(intake_of(stage), account=stage.account("intake_officer"), java_script_enabled=False)
    page.fill("#id_owner_personal_id", "042192000011")
    page.fill("#id_owner_name", "Nguyễn Thị Mẫu Thử")
    page.fill("#id_owner_phone", "0912345678")
    page.get_by_role("button", name="Đủ cả").click()
    assert page.input_value("#id_owner_name") == "Nguyễn Thị Mẫu Thử"
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url(re.compile(r"/desk/dossiers/\d+/\?print=01"))
    assert page.get_by_role("link", name="In phiếu 01").is_visible()


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_intake_pages_are_sound(visit, stage, axe, screenshot, reflows, large):
    account = stage.account("intake_officer")
    suffix = "-large" if large else ""
    page = visit(intake_of(stage), account=account, large=large)
    axe(page)
    reflows(page)
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_selector(".error-summary")
    screenshot(page, f"dossier-intake-errors{suffix}")
    axe(page)
    for path, name in (
        ("/desk/intake/", "choose"),
        (f"/desk/dossiers/{stage.dossiers['draft'].pk}/revise/", "revise"),
    ):
        page.goto(path)
        screenshot(page, f"dossier-{name}{suffix}")
        axe(page)
        reflows(page)


def test_files_go_at_once_and_survive_an_error(visit, stage, axe, reflows, screenshot, pictures):
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    first, second = page.locator("[data-paper]").nth(0), page.locator("[data-paper]").nth(1)
    first.locator("input[type=file]").set_input_files(pictures("Tờ khai đề nghị.pdf", "Mặt sau.png"))
    second.locator("input[type=file]").set_input_files(pictures("không phải.pdf"))
    page.wait_for_selector("[data-refused] .error")
    page.locator("[data-files] input[name]").nth(1).wait_for(state="attached")
    assert "không phải.pdf: Chỉ nhận tệp PDF" in second.inner_text()
    assert first.locator("select").input_value() == "original"
    assert second.locator("select").input_value() == ""
    axe(page)
    reflows(page)
    screenshot(page, "dossier-intake-files", whole=False)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".error-summary")
    assert page.locator("[data-files] input[name]").count() == 2
    screenshot(page, "dossier-intake-files-errors")
    axe(page)
    page.get_by_role("button", name="Gỡ tệp Mặt sau.png").click()
    assert page.locator("[data-files] input[name]").count() == 1
    page.fill("#id_owner_personal_id", "042192000011")
    page.fill("#id_owner_name", "Nguyễn Thị Mẫu Thử")
    page.keyboard.press("Alt+a")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/desk/dossiers/\d+/"))
    assert page.get_by_text("Tờ khai đề nghị.pdf").is_visible()
    assert not page.get_by_text("Mặt sau.png").count()


def test_files_without_scripts(visit, stage, pictures, screenshot):
    page = visit(intake_of(stage), account=stage.account("intake_officer"), java_script_enabled=False)
    page.fill("#id_owner_name", "Nguyễn Thị Mẫu Thử")
    row = page.locator("[data-paper]").nth(0)
    row.locator("input[type=file]").set_input_files(pictures("Tờ khai đề nghị.pdf", "Mặt sau.png"))
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    assert page.locator(".error-summary").is_visible()
    assert page.locator("[data-files] li").count() == 2
    screenshot(page, "dossier-intake-files-noscript")
    assert page.locator(".workbench").bounding_box()["width"] <= 1366
    page.get_by_role("button", name="Gỡ tệp Mặt sau.png").click()
    assert page.locator("[data-files] li").count() == 1
    assert page.input_value("#id_owner_name") == "Nguyễn Thị Mẫu Thử"
    page.get_by_role("button", name="Đủ cả").click()
    page.fill("#id_owner_personal_id", "042192000011")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url(re.compile(r"/desk/dossiers/\d+/\?print=01"))
    assert page.get_by_text("Tờ khai đề nghị.pdf").is_visible()


def test_files_on_a_phone(visit, stage, pictures, axe, reflows, screenshot):
    page = visit(intake_of(stage), "phone", account=stage.account("intake_officer"))
    row = page.locator("[data-paper]").nth(0)
    row.locator("input[type=file]").set_input_files(
        pictures("Tờ khai đề nghị cấp giấy xác nhận tình trạng.pdf", "x.pdf")
    )
    page.wait_for_selector("[data-refused] .error")
    page.wait_for_selector("[data-files] input[name]", state="attached")
    reflows(page)
    axe(page)
    screenshot(page, "dossier-intake-files-phone")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_selector(".error-summary")
    reflows(page)
    axe(page)
    screenshot(page, "dossier-intake-files-phone-errors")


@pytest.mark.parametrize("typed", ["", "thu", "THU", "ThỬ"], ids=["by arrow", "small", "capital", "mixed"])
def test_a_known_person_takes_few_keys_from_the_list(visit, stage, typed):
    committee = stage.office.committee
    offer_procedure(
        agency_id=committee.pk, procedure_id=stage.version.procedure_id, terms=OfferTerms(), at=clock.now()
    )
    before = PartyData(name="Nguyễn Thị Mẫu Thử", personal_id="042192000011", phone="0912000009")
    factories.make_accepted(stage.office, clock.now(), version=stage.version, parties=Parties(before))
    page = visit("/desk/intake/", account=stage.account("intake_officer"))
    page.add_init_script(FAKE_SCANNER + FAKE_PRINTER + COUNT_KEYS)
    page.reload()
    if typed:
        page.keyboard.type(typed, delay=40)
    else:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{intake_of(stage)}")
    page.evaluate("text => scan(text)", CARD)
    page.wait_for_selector("[data-known]")
    assert page.input_value("#id_owner_phone") == "0912000009"
    assert page.locator(".field.is-filled #id_owner_phone").count() == 1
    page.keyboard.press("Alt+a")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/desk/dossiers/\d+/"))
    keys, mice = page.evaluate("[Number(sessionStorage.keys), Number(sessionStorage.mice || 0)]")
    assert keys <= MOST_KEYS_FOR_THE_KNOWN, keys
    assert mice == 0
    made = Dossier.objects.latest("id")
    assert made.code
    assert made.components.count() == 4
    assert made.parties.get().phone == "0912000009"


def test_enter_and_tab_walk_the_page_in_its_order(visit, stage):
    """Enter as Tab: number, name, birth, sex, address, phone …, and neither stops at what is not to be filled."""
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    choosers: list = []
    page.on(
        "filechooser", lambda chooser: choosers.append(chooser)
    )  # long before the key: Chromium is told to hold dialogs back only now
    walked = []
    for key in ("Enter", "Tab"):
        page.focus("#id_owner_personal_id")
        seen = []
        for _ in range(7):
            page.keyboard.press(key)
            seen.append(page.evaluate("document.activeElement.id"))
        walked.append(seen)
    assert walked[0] == walked[1]
    assert walked[0] == [
        f"id_owner_{name}" for name in ("name", "born_on", "sex", "address", "phone", "email", "kind")
    ]
    page.keyboard.press("Alt+4")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.keyboard.press("F2")
    page.wait_for_timeout(500)
    assert [chooser.is_multiple() for chooser in choosers] == [True]
    assert page.locator("kbd", has_text="F8").is_visible()
    assert page.locator("kbd", has_text="F9").is_visible()


def test_another_case_and_another_agency_by_script(visit, stage, screenshot, axe):
    stage.version = factories.make_procedure(papers=1)  # what is published is read once and kept
    other = factories.make_agency("UBND xã Bên Cạnh")
    for agency, fee in ((stage.office.committee, None), (other, 6000)):
        terms = OfferTerms(fee_vnd=fee, fee_note="NQ 12/2025/NQ-HĐND" if fee else "")
        offer_procedure(
            agency_id=agency.pk, procedure_id=stage.version.procedure_id, terms=terms, at=clock.now()
        )
    for position, name in ((2, "Thông thường"), (3, "Phải xác minh")):
        case = ProcedureCase.objects.create(
            version=stage.version, kind="alternative", name=name, position=position
        )
        for place, paper in enumerate(("Tờ khai", f"Riêng {name}"), 1):
            Component.objects.create(case=case, name=paper, is_required=True, copy_qty=1, position=place)
    own = TimeLimit.objects.create(
        channel=stage.version.channels.get(), value="15", unit="working_day", variant_code="9.02",
        variant_name="Phải xác minh", position=2,
    )  # fmt: skip
    Fee.objects.create(time_limit=own, kind="charge", amount_vnd=20000, position=1)
    page = visit(intake_of(stage), account=stage.account("intake_officer"))
    page.fill("#id_owner_name", "Còn nguyên")
    declaration = page.locator("[data-paper]", has_text="Tờ khai")
    declaration.locator("select").select_option("electronic")
    due = page.locator("#due-card .due-date").inner_text()
    with page.expect_response(lambda answer: "part=papers" in answer.url):
        page.select_option("#id_case", label="Phải xác minh")
    page.locator("[data-paper]", has_text="Riêng Phải xác minh").wait_for()
    assert declaration.locator("select").input_value() == "electronic"
    assert page.locator("#due-card .due-date").inner_text() != due
    assert page.locator("#fees-place input:not([type=hidden])").input_value() == "20000"
    assert "15 ngày làm việc" in page.locator("#facts").inner_text()
    with page.expect_response(lambda answer: "part=due" in answer.url):
        page.select_option("#id_competent_agency", label=other.name)
    page.locator("#fees-place .hint", has_text="Mức thu của UBND xã Bên Cạnh").wait_for()
    assert page.locator("#fees-place input:not([type=hidden])").input_value() == "6000"
    assert page.input_value("#id_owner_name") == "Còn nguyên"
    screenshot(page, "dossier-intake-case", whole=False)
    axe(page)
