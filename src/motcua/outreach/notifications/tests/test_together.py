"""Several senders at once, and a slow server beside the worker: every letter goes out once, nobody waits."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.outreach.notifications import carrying, duties, mailing
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.django_db(transaction=True)


class Slow(stage.Puppet):
    """A server that answers only when the test lets it."""

    is_remote = True

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answer = threading.Event(), threading.Event()

    def send(self, mail):
        self.asked.set()
        assert self.answer.wait(10)
        super().send(mail)


def test_two_senders_never_send_the_same_letter(office):
    for _ in range(6):
        stage.accepted(office)
    stage.react()
    mailer, together = stage.Puppet(), threading.Barrier(2)

    def work():
        together.wait(10)
        try:
            stage.send(mailer)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    keys = [mail.key for mail in mailer.sent]
    assert len(keys) == len(set(keys)) == 6
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_slow_server_does_not_hold_up_the_worker(office, monkeypatch):
    stage.accepted(office)
    stage.react()
    slow = Slow()
    monkeypatch.setattr(mailing, "mailers", lambda: mailing.Mailers(slow, slow, ""))
    duties.send_due(MONDAY)
    assert slow.asked.wait(10)
    duties.send_due(MONDAY)  # comes back at once, while the first letter is still on its way
    caller = stage.resolved(office, parties=stage.people(email=""))
    stage.react()
    assert stage.told(caller)[-1] == ("early_result", "phone", "waiting")
    slow.answer.set()
    carrying._carriers["mails"].join(30)
    assert len(slow.sent) == 1
    assert Message.objects.filter(state="sent").count() == 1
