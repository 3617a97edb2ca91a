import os
import pty
import socket
import threading

import pytest

from motcua.adapters.escpos import printers
from motcua.adapters.escpos.lines import to_device, to_port
from motcua.adapters.escpos.printers import EscPosPrinter, open_printer
from motcua.adapters.escpos.tests.machine import ASKED, DONE, Machine, running
from motcua.facilities.printing.choices import Kind, Readiness
from motcua.facilities.printing.picture import Ticket, draw
from motcua.facilities.printing.ports import PrintFailure
from motcua.facilities.printing.raster import decoded, encoded

PICTURE = draw(Ticket(("Một cửa Mẫu",), "B052", "Hộ tịch", ("Trước ông/bà còn 7 người",), "", "08:47"))
PAPER = encoded(PICTURE)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(printers, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(printers, "PRINT_SECONDS", 0.2)


def printer_at(machine: Machine) -> EscPosPrinter:
    return EscPosPrinter(lambda: to_port("127.0.0.1", machine.port))


def test_what_is_sent_comes_out_as_it_was_drawn():
    with running(Machine()) as machine:
        printer = printer_at(machine)
        assert printer.readiness() == Readiness.READY
        printer.print(PAPER, key="visit-1")
    [job] = machine.jobs
    assert decoded(job).tobytes() == PICTURE.tobytes()


@pytest.mark.parametrize(
    ("machine", "found"),
    [
        (Machine(paper=0x72), Readiness.NO_PAPER),
        (Machine(offline=0x32), Readiness.NO_PAPER),
        (Machine(offline=0x16), Readiness.NOT_READY),
        (Machine(offline=0x52), Readiness.NOT_READY),
        (Machine(paper=0x1E), Readiness.READY),  # paper is near its end, and there
        (Machine(is_silent=True), Readiness.UNREACHABLE),
    ],
)
def test_what_a_printer_says_of_itself(machine, found):
    with running(machine):
        printer = printer_at(machine)
        assert printer.readiness() == found
        if found == Readiness.READY:
            return
        with pytest.raises(PrintFailure) as failure:
            printer.print(PAPER, key="visit-1")
        assert failure.value.why == found
    assert machine.jobs == []


@pytest.mark.parametrize(
    "machine",
    [
        Machine(dies_after=1),
        Machine(dies_after=20_000),
        Machine(answers_when_done=False),
        Machine(paper_at_end=0x0C),
    ],
)
def test_a_printer_that_dies_in_the_middle_is_told_as_broken_off(machine):
    with running(machine), pytest.raises(PrintFailure) as failure:
        printer_at(machine).print(PAPER, key="visit-1")
    assert failure.value.why == Readiness.BROKE_OFF


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    printer = EscPosPrinter(lambda: to_port("127.0.0.1", port))
    assert printer.readiness() == Readiness.UNREACHABLE
    with pytest.raises(PrintFailure) as failure:
        printer.print(PAPER, key="visit-1")
    assert failure.value.why == Readiness.UNREACHABLE


def test_a_device_file_is_fed_and_asked_alike(tmp_path):
    ours, theirs = pty.openpty()
    for end in (ours, theirs):
        os.set_blocking(end, True)
    path = os.ttyname(theirs)
    import tty

    tty.setraw(theirs)
    got = bytearray()

    def answer() -> None:
        while not got.endswith(DONE):
            got.extend(os.read(ours, 4096))
            if bytes(got[-3:]) in ASKED:
                os.write(ours, b"\x12")
                got.clear()
        os.write(ours, b"\x00")

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    EscPosPrinter(lambda: to_device(path)).print(PAPER, key="visit-1")
    thread.join(5)
    assert bytes(got[: -len(DONE)]) == PAPER
    os.close(ours)
    os.close(theirs)


def test_a_device_that_is_not_there_or_is_a_link(tmp_path):
    assert EscPosPrinter(lambda: to_device(str(tmp_path / "lp0"))).readiness() == Readiness.UNREACHABLE
    link = tmp_path / "lp1"
    link.symlink_to("/dev/null")
    assert EscPosPrinter(lambda: to_device(str(link))).readiness() == Readiness.UNREACHABLE


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (Kind.NETWORK, "127.0.0.1:9100"),
        (Kind.NETWORK, "8.8.8.8"),
        (Kind.DEVICE, "/dev/sda"),
        (Kind.FAKE, "ready"),
    ],
)
def test_rows_changed_by_hand_lead_nowhere(kind, address, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was called"))
    printer = open_printer(kind, address)
    assert printer.readiness() == Readiness.UNREACHABLE
    with pytest.raises(PrintFailure):
        printer.print(PAPER, key="visit-1")
