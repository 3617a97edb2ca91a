"""A number counts once its paper is out: once, and not before."""

import pytest

from motcua.facilities.halls.actions import By
from motcua.facilities.printing import actions, carrying, phone
from motcua.facilities.printing.choices import JobState, Readiness
from motcua.facilities.printing.composing import compose
from motcua.facilities.printing.examination import examine_printers
from motcua.facilities.printing.fake import FakePrinter
from motcua.facilities.printing.models import Printer, PrintJob
from motcua.facilities.printing.tests.stage import make_printer, turn
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.actions.issuing import void_unprinted
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.tests.stage import minutes, wrong
from motcua.kernel.doctor.checkup import Level
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


def by(at=0.0):
    return By(None, minutes(at))


def state_of(visit):
    return ServiceRequest.objects.get(visit=visit).state


def confirmations(visit):
    return Event.objects.filter(kind="queueing.confirmed", subject=visit.subject).count()


def test_a_printed_number_counts(stage, printer, printed):
    visit = stage.visit("B")
    assert state_of(visit) == State.ISSUING
    job = carrying.print_number(visit=visit, printer=printer, by=by())
    assert (job.state, job.attempts, state_of(visit)) == (JobState.PRINTED, 1, State.WAITING)
    assert [path.name for path in printed.iterdir()] == [f"visit-{visit.pk}.png"]
    assert wrong() == []


def test_asked_twice_it_is_printed_once(stage, printer, monkeypatch):
    visit, papers = stage.visit(), []
    monkeypatch.setattr(FakePrinter, "print", lambda self, content, *, key: papers.append(key))
    for _ in range(3):
        assert carrying.print_number(visit=visit, printer=printer, by=by()).state == JobState.PRINTED
    assert papers == [f"visit-{visit.pk}"]
    assert (PrintJob.objects.count(), confirmations(visit)) == (1, 1)


@pytest.mark.parametrize("state", ["no_paper", "not_ready", "unreachable"])
def test_it_is_said_before_there_is_a_number(stage, printer, state):
    assert carrying.readiness(printer) == Readiness.READY
    assert carrying.readiness(turn(printer, state)) == Readiness(state)


def test_a_printer_out_of_use_is_not_asked(stage, printer):
    actions.remove_printer(printer=printer, at=minutes(0), actor_id=1)
    assert carrying.readiness(printer) == Readiness.UNREACHABLE


@pytest.mark.parametrize("state", ["no_paper", "unreachable", "broke_off"])
def test_a_number_without_paper_does_not_count_until_printed_again(stage, printer, state):
    visit = stage.visit()
    job = carrying.print_number(visit=visit, printer=turn(printer, state), by=by())
    assert (job.state, job.why, state_of(visit)) == (JobState.FAILED, state, State.ISSUING)
    turn(printer, "ready")
    job = carrying.print_number(visit=visit, printer=printer, by=by(1))
    assert (job.state, job.why, job.attempts, state_of(visit)) == (JobState.PRINTED, "", 2, State.WAITING)
    assert confirmations(visit) == 1


def test_another_printer_takes_over(stage, printer, printed):
    visit = stage.visit()
    carrying.print_number(visit=visit, printer=turn(printer, "no_paper"), by=by())
    other = make_printer(stage.hall.one_stop, name="Máy bàn hướng dẫn")
    job = carrying.print_number(visit=visit, printer=other, by=by(1))
    assert (job.state, job.printer, PrintJob.objects.count()) == (JobState.PRINTED, other, 1)


def test_a_number_that_was_given_up_is_never_printed(stage, printer, printed):
    visit = stage.visit()
    carrying.print_number(visit=visit, printer=turn(printer, "broke_off"), by=by())
    assert void_unprinted(minutes(3)) == 1
    turn(printer, "ready")
    with pytest.raises(actions.NumberGone):
        carrying.print_number(visit=visit, printer=printer, by=by(4))
    assert not printed.exists()
    assert (state_of(visit), confirmations(visit)) == (State.VOID, 0)
    assert wrong() == []


def test_given_up_while_the_paper_was_on_its_way(stage, printer, monkeypatch):
    """The paper comes too late: it is not counted, and its holder is told to take another."""
    visit = stage.visit()
    monkeypatch.setattr(
        FakePrinter, "print", lambda self, content, *, key: queueing.void(visit_id=visit.pk, by=by(2))
    )
    with pytest.raises(actions.NumberGone):
        carrying.print_number(visit=visit, printer=printer, by=by())
    assert PrintJob.objects.get().state != JobState.PRINTED
    assert state_of(visit) == State.VOID


def test_two_who_press_at_once_make_one_paper(stage, printer):
    visit = stage.visit()
    job = actions.ask_for_paper(visit=visit, printer=printer, at=minutes(0))
    assert actions.start_sending(job=job, at=minutes(0))
    with pytest.raises(actions.AlreadyPrinting):
        carrying.print_number(visit=visit, printer=printer, by=by(0.1))
    # The first one died with its machine; half a minute later somebody else may print.
    done = carrying.print_number(visit=visit, printer=printer, by=by(0.6))
    assert (done.state, done.attempts) == (JobState.PRINTED, 2)


def test_a_process_that_dies_between_paper_and_books_counts_the_number_once(stage, printer, monkeypatch):
    visit = stage.visit()
    real = actions.paper_came
    monkeypatch.setattr(actions, "paper_came", lambda **_: (_ for _ in ()).throw(RuntimeError("died")))
    with pytest.raises(RuntimeError):
        carrying.print_number(visit=visit, printer=printer, by=by())
    assert state_of(visit) == State.ISSUING
    monkeypatch.setattr(actions, "paper_came", real)
    carrying.print_number(visit=visit, printer=printer, by=by(1))
    assert (confirmations(visit), state_of(visit)) == (1, State.WAITING)


def test_what_the_ticket_says(stage, settings):
    stage.ticket("A")
    stage.ticket("A", priority="elderly")
    visit = stage.visit("A", at=1)
    said = compose(visit, minutes(1))
    assert (said.label, said.group) == ("A003", "Chứng thực · quầy 1, 2")
    ahead, wait, first = said.lines
    assert (ahead, first) == ("Trước ông/bà còn 2 người", "Số A002 có thể được gọi trước (ưu tiên, có hẹn).")
    assert wait.startswith("Chờ khoảng ")
    assert (said.url, said.foot) == ("", "09:01 05/10/2026")
    assert stage.hall.one_stop.serves.name in said.office


def test_who_comes_first_is_told_so(stage):
    said = compose(stage.visit("B"), minutes(0))
    assert said.lines == (
        "Trước ông/bà không còn ai",
        "Mời chờ gọi số ngay",
        "Người ưu tiên, có hẹn có thể được gọi trước.",
    )


def test_the_code_opens_the_ticket_on_a_phone(stage, settings, monkeypatch):
    monkeypatch.setattr(phone, "_name", "")
    settings.PUBLIC_URL = "https://motcua.example.vn"
    assert phone.address_of("x") == ""
    phone.serve_at("dossiers_public:short")
    monkeypatch.setattr(phone, "reverse", lambda name, args: f"/so/{args[0]}/")
    visit = stage.visit()
    said = compose(visit, minutes(0))
    assert said.url == f"https://motcua.example.vn/so/{visit.token}/"
    assert said.foot.startswith("Quét để xem lượt")


def test_fakes_are_for_demos_only(stage, printer, settings):
    settings.DEMO_ALLOWED = False
    assert carrying.readiness(printer) == Readiness.UNREACHABLE


def test_doctor_asks_every_printer(stage, printer):
    [finding] = examine_printers()
    assert finding.level is Level.WARNING
    Printer.objects.update(kind="device", address="/dev/usb/lp99")
    [finding] = examine_printers()
    assert finding.level is Level.ERROR
    actions.remove_printer(printer=printer, at=minutes(0), actor_id=1)
    assert list(examine_printers()) == []


def test_doctor_says_out_of_paper_and_papers_that_failed(stage, printer, monkeypatch):
    from motcua.facilities.printing import examination
    from motcua.kernel import clock

    visit = stage.visit()
    carrying.print_number(visit=visit, printer=turn(printer, "no_paper"), by=by())
    Printer.objects.update(kind="network", address="192.168.1.50:9100")
    monkeypatch.setattr(carrying, "readiness", lambda printer: Readiness.NO_PAPER)
    with clock.frozen_at(minutes(10)):
        found = list(examination.examine_printers())
    assert [finding.level for finding in found] == [Level.ERROR, Level.WARNING]
    assert "hết giấy" in found[0].what


def test_an_audit_names_a_printer_changed_by_hand(stage, printer):
    assert wrong() == []
    Printer.objects.update(address="broke_off")
    assert [line for line in wrong() if "broke_off" in line]
