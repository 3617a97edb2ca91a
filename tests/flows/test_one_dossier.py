"""A real procedure of the national catalogue, from the counter to the citizen's hand, through the doors alone.

The citizen follows by what is printed: the QR is read from the rendered receipt, as a phone would.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import urlsplit
from uuid import uuid4

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies import demo as directory
from motcua.directory.agencies.demo import DemoOffice
from motcua.directory.catalogue.actions.load_starter import load_starter
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.actions.offer_procedure import OfferTerms, offer_procedure
from motcua.facilities.workflow import standard
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db

BIRTH = "1.001193"
# Thursday 8 October 2026, 09:00 in Viet Nam
START = datetime(2026, 10, 8, 2, 0, tzinfo=UTC)


@pytest.fixture
def office() -> DemoOffice:
    """The demo commune with the starter catalogue, on a simulated clock."""
    with clock.frozen_at(START):
        commune = directory.create(START, since=START.date()).commune
        load_starter(at=START)
        standard.install(at=START)
        version = procedures.version_in_force(BIRTH, START.astimezone(VIETNAM).date())
        offer_procedure(
            agency_id=commune.competent.pk, procedure_id=version.procedure_id, terms=OfferTerms(), at=START
        )
    return commune


@pytest.fixture
def sign_in(office):
    """Signed-in clients by role."""

    def client(role: str) -> Client:
        found = Client()
        account = office.officers[role][0].account
        found.force_login(account, backend="motcua.directory.identity.backends.AccountBackend")
        return found

    return client


def hidden(page: str) -> dict[str, str]:
    """Fields a form on the page carries along, and what is chosen in it."""
    return dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page))


def act(client: Client, dossier: Dossier, verb: str, at: datetime, **said: str) -> None:
    """Open the verb's page, send its form, and come back to the dossier."""
    address = f"/desk/dossiers/{dossier.pk}/{verb}/"
    with clock.frozen_at(at):
        page = client.get(address)
        form = hidden(page.content.decode()) if page.status_code == 200 else {}
        answer = client.post(address, {"client_id": str(uuid4())} | form | said)
    assert answer.status_code == 302, unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))[:1500]
    dossier.refresh_from_db()


def receive(client: Client, at: datetime) -> Dossier:
    with clock.frozen_at(at):
        page = client.get(f"/desk/intake/{BIRTH}/").content.decode()
        form = hidden(page) | {
            "do": "accept",
            "competent_agency": re.search(r'name="competent_agency".*?<option value="(\d+)"', page, re.S)[1],
            "intake_channel": "1",
            "delivery_choice": "both",
            "owner_kind": "citizen",
            "owner_name": "Trần Thị Ví Dụ",
            "owner_personal_id": "042190000001",
            "owner_phone": "0912000001",
        }
        for name in re.findall(r'name="(c\d+_kind)"', page):
            form[name] = "original"
        if case := re.search(r'name="case".*?<option value="(\d+)"', page, re.S):
            form["case"] = case[1]
        answer = client.post(f"/desk/intake/{BIRTH}/", form)
    assert answer.status_code == 302, unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))[:1500]
    return Dossier.objects.get()


def scan(pdf: bytes) -> dict[str, str]:
    """Codes on the first page, read from its picture at 200 dpi."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil()
    return {
        str(code.format).rpartition(".")[2].replace(" ", ""): code.text
        for code in zxingcpp.read_barcodes(picture)
    }


def follow(address: str, at: datetime) -> str:
    with clock.frozen_at(at):
        answer = Client().get(urlsplit(address).path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_birth_is_registered_with_one_supplement(office, sign_in):
    counter, appraiser = sign_in("intake_officer"), sign_in("case_officer")
    dossier = receive(counter, START)
    assert dossier.code == f"{office.competent.code}-261008-0001"
    assert dossier.due_at is not None

    with clock.frozen_at(START):
        receipt = counter.get(f"/desk/dossiers/{dossier.pk}/slips/01.pdf").content
    codes = scan(receipt)
    assert dossier.barcode in codes.values()
    tracking = next(text for text in codes.values() if text.startswith("http"))
    assert dossier.code not in tracking
    assert dossier.pin not in tracking
    page = follow(tracking, START + timedelta(minutes=1))
    assert "Đúng tiến độ" in page
    assert "Trần Thị Ví Dụ" not in page
    assert "Trần Thị Ví D***" in page

    act(counter, dossier, "hand_over", START + timedelta(minutes=30))
    act(appraiser, dossier, "take_over", START + timedelta(minutes=40))
    asked = START + timedelta(hours=1)
    act(
        appraiser,
        dossier,
        "request_supplement",
        asked,
        items="Giấy chứng sinh bản chính",
        reason="Bản chụp mờ",
    )
    page = follow(tracking, asked)
    assert "Cần bổ sung giấy tờ" in page
    assert "Giấy chứng sinh bản chính" in page

    answered = START + timedelta(days=1)
    first_promise = dossier.due_at
    act(counter, dossier, "receive_supplement", answered)
    assert dossier.due_at > first_promise

    act(appraiser, dossier, "hand_over", answered + timedelta(hours=1))
    approver, clerk = sign_in("approver"), sign_in("clerk")
    act(approver, dossier, "take_over", answered + timedelta(hours=1, minutes=5))
    act(approver, dossier, "approve", answered + timedelta(hours=1, minutes=10))
    act(
        clerk,
        dossier,
        "record_result",
        answered + timedelta(hours=2),
        title="Giấy khai sinh",
        number="12/2026",
    )
    assert "Đã có kết quả" in follow(tracking, answered + timedelta(hours=2))
    act(
        counter, dossier, "deliver", answered + timedelta(hours=3), receiver="owner",
        identity_check="personal_id", name="Trần Thị Ví Dụ", identity_number="042190000001",
    )  # fmt: skip
    assert dossier.national_status == 10
    assert "Đã trả kết quả" in follow(tracking, answered + timedelta(hours=4))
    for number in ("01", "02", "06"):
        with clock.frozen_at(answered):
            assert counter.get(f"/desk/dossiers/{dossier.pk}/slips/{number}.pdf").content.startswith(b"%PDF")
    assert list(map(str, verify())) == []
