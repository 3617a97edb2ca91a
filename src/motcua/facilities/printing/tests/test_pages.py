"""Doors to printers and papers."""

from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.facilities.printing import carrying
from motcua.facilities.printing.choices import JobState
from motcua.facilities.printing.models import Printer, PrintJob
from motcua.facilities.printing.tests.stage import make_printer, turn
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.tests.stage import minutes, wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
ADMINS = {"agency_admin", "system_admin"}


@pytest.fixture
def admin(client, stage):
    officer = make_officer("agency_admin", stage.hall.one_stop.serves)
    sign_in(client, officer)
    return officer


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(minutes(0)):
        yield


def at(name, *args):
    return reverse(f"printing:{name}", args=args)


def said(**values):
    return {"client_id": str(uuid4())} | values


def test_a_printer_is_named_changed_tried_and_taken_out(client, stage, admin, printed):
    one_stop = stage.hall.one_stop_id
    form = said(name="Máy cửa chính", kind="network", address="192.168.1.50")
    for _ in range(2):
        assert client.post(at("add", one_stop), form).status_code == 302
    printer = Printer.objects.get()
    assert printer.address == "192.168.1.50:9100"
    again = client.post(at("add", one_stop), said(name="Khác", kind="network", address="192.168.1.50:9100"))
    assert again.status_code == 422
    client.post(at("change", one_stop, printer.pk), said(name="Máy cửa chính", kind="fake", address="ready"))
    client.post(at("test", one_stop, printer.pk), said())
    assert [path.name for path in printed.iterdir()] == [f"sample-{printer.pk}.png"]
    assert "giả lập" in client.get(at("printers", one_stop)).content.decode()
    client.post(at("remove", one_stop, printer.pk), said())
    assert client.get(at("change", one_stop, printer.pk)).status_code == 404
    assert wrong() == []


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "169.254.169.254", "8.8.8.8:9100", "10.0.0.1:22", "may-in.local"]
)
def test_the_server_is_not_sent_elsewhere(client, stage, admin, address):
    answer = client.post(at("add", stage.hall.one_stop_id), said(name="x", kind="network", address=address))
    assert answer.status_code == 422
    assert 'href="#id_address"' in answer.content.decode()
    assert not Printer.objects.exists()


def test_no_fake_where_no_demo_is_allowed(client, stage, admin, settings):
    settings.DEMO_ALLOWED = False
    answer = client.post(at("add", stage.hall.one_stop_id), said(name="x", kind="fake", address="ready"))
    assert answer.status_code == 422


def test_a_failed_paper_stands_on_the_page_until_it_is_out(client, stage, admin, printer):
    visit, one_stop = stage.visit("B"), stage.hall.one_stop_id
    carrying.print_number(visit=visit, printer=turn(printer, "broke_off"), by=stage.by())
    page = client.get(at("printers", one_stop)).content.decode()
    assert "B001" in page
    assert "đứt giữa chừng" in page
    job = PrintJob.objects.get()
    client.post(at("retry", one_stop, job.pk), said())
    assert PrintJob.objects.get().state == JobState.FAILED
    turn(printer, "ready")
    client.post(at("retry", one_stop, job.pk), said())
    client.post(at("retry", one_stop, job.pk), said())
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.PRINTED, 3)
    assert "B001" not in client.get(at("printers", one_stop)).content.decode()


def test_the_browsers_paper_counts_when_somebody_saw_it(client, stage):
    sign_in(client, stage.officers[0])
    visit = stage.visit("B")
    page = client.get(at("paper", visit.pk)).content.decode()
    assert "B001" in page
    assert ServiceRequest.objects.get(visit=visit).state == State.ISSUING
    for _ in range(2):
        assert client.post(at("came_out", visit.pk)).status_code == 302
    assert ServiceRequest.objects.get(visit=visit).state == State.WAITING


def test_a_void_number_is_not_printed_by_the_browser(client, stage):
    sign_in(client, stage.officers[0])
    visit = stage.visit("B")
    ServiceRequest.objects.filter(visit=visit).update(state=State.VOID)
    assert "đã hủy" in client.get(at("paper", visit.pk)).content.decode()


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_who_comes_in(client, stage, printer, who):
    visit = stage.visit()
    carrying.print_number(visit=visit, printer=turn(printer, "no_paper"), by=stage.by())
    if who != "anonymous":
        sign_in(client, make_officer(who, stage.hall.one_stop.agency))
    one_stop, job = stage.hall.one_stop_id, PrintJob.objects.get()
    gets = [at("printers", one_stop), at("add", one_stop), at("change", one_stop, printer.pk)]
    posts = [
        at("test", one_stop, printer.pk),
        at("retry", one_stop, job.pk),
        at("remove", one_stop, printer.pk),
    ]
    answers = [client.get(url).status_code for url in gets] + [
        client.post(url, said()).status_code for url in posts
    ]
    expected = {"anonymous": [302] * 6} | {role: [200] * 3 + [302] * 3 for role in ADMINS}
    assert answers == expected.get(who, [403] * 6)
    paper = client.get(at("paper", visit.pk)).status_code
    seeing = {"intake_officer", "division_head", "approver", *ADMINS}
    assert paper == (302 if who == "anonymous" else 200 if who in seeing else 404)


def test_another_field_is_not_there(client, stage, printer):
    sign_in(client, make_officer("agency_admin", make_agency("UBND xã Khác")))
    assert client.get(at("printers", stage.hall.one_stop_id)).status_code == 404
    assert client.post(at("test", stage.hall.one_stop_id, printer.pk), said()).status_code == 404
    assert client.get(at("paper", stage.visit().pk)).status_code == 404


def test_a_job_of_another_one_stop_is_not_printed(client, stage, admin):
    from motcua.directory.agencies.tests.factories import make_one_stop

    other = make_printer(make_one_stop(), name="Xa")
    assert client.post(at("test", stage.hall.one_stop_id, other.pk), said()).status_code == 404


def test_who_runs_the_hall_prints_a_paper_again(client, stage, printed):
    printer = turn(make_printer(stage.hall.one_stop), "no_paper")
    visit = stage.visit("B")
    carrying.print_number(visit=visit, printer=printer, by=stage.by())
    job, page = PrintJob.objects.get(), reverse("floor:hall", args=[stage.hall.pk])
    sign_in(client, make_officer("division_head", stage.hall.agency))
    assert at("again", stage.hall.pk, job.pk) in client.get(page).content.decode()
    assert client.post(at("again", stage.hall.pk, job.pk), {"next": page})["Location"] == page
    assert "hết giấy" in client.get(page).content.decode()
    turn(printer, "ready")
    for _ in range(2):
        client.post(at("again", stage.hall.pk, job.pk), {"next": "https://example.com/"})
    job.refresh_from_db()
    assert (job.state, visit.requests.get().state) == (JobState.PRINTED, State.WAITING)
    assert "Phiếu chưa in được" not in client.get(page).content.decode()
    assert wrong() == []


def test_a_void_number_has_no_button(client, stage):
    printer = turn(make_printer(stage.hall.one_stop), "no_paper")
    carrying.print_number(visit=stage.visit("B"), printer=printer, by=stage.by())
    ServiceRequest.objects.update(state=State.VOID)
    sign_in(client, make_officer("division_head", stage.hall.agency))
    shown = client.get(reverse("floor:hall", args=[stage.hall.pk])).content.decode()
    assert "số đã hủy" in shown
    assert "/again/" not in shown


@pytest.mark.parametrize("role", Role.values)
def test_a_paper_is_printed_again_only_by_who_runs_the_hall(client, stage, role):
    printer = turn(make_printer(stage.hall.one_stop), "no_paper")
    job = carrying.print_number(visit=stage.visit("B"), printer=printer, by=stage.by())
    door = at("again", stage.hall.pk, job.pk)
    sign_in(client, make_officer(role, stage.hall.agency))
    runs = role in {"division_head", "approver", "agency_admin", "system_admin"}
    assert client.post(door).status_code == (302 if runs else 404)
    sign_in(client, make_officer(role, make_agency()))
    if role != "system_admin":
        assert client.post(door).status_code == 404
