"""The adapter against a server that listens, refuses, hangs up, or cannot be trusted."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from email import message_from_string, policy

import pytest
from django.test import override_settings
from django.utils.module_loading import import_string

from motcua.adapters.smtp import mailer as adapter
from motcua.adapters.smtp.mailer import Server, SmtpMailer
from motcua.adapters.smtp.tests.mail_server import MailServer
from motcua.config import env
from motcua.outreach.notifications.ports import (
    Mail,
    MailFailure,
    PermanentFailure,
    ServerUnavailable,
    TemporaryFailure,
)

SENDER = "Một cửa tỉnh Mẫu <motcua@example.vn>"
MAIL = Mail(
    "17.ready.owner.email", "nguoi.thu@example.vn", "Hồ sơ H27.15-1: đã có kết quả", "Mời ông/bà đến nhận.\n"
)


def mailer(server: MailServer, security: str = "plain", **options: object) -> SmtpMailer:
    return SmtpMailer(Server("localhost", server.port, security, **options), SENDER)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[str, str]:
    """A certificate for localhost and its key, made for this run."""
    tool = shutil.which("openssl")
    if tool is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    crt, key = str(folder / "crt.pem"), str(folder / "key.pem")
    command = [tool, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
               "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", crt]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return crt, key


@pytest.fixture
def context(certificate) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


@pytest.fixture
def trust(certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate[0])


def test_the_letter_arrives_whole_and_bears_its_key():
    with MailServer() as server:
        mailer(server).send(MAIL)
    letter = message_from_string(server.letters[0].removesuffix("\r\n.\r\n"), policy=policy.default)
    assert letter["Message-ID"] == "<17.ready.owner.email@example.vn>"
    assert letter["Subject"] == MAIL.subject
    assert letter["To"] == MAIL.to
    assert letter["From"] == SENDER
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == MAIL.text.strip()


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        ({"RCPT": "550 no such user nguoi.thu@example.vn"}, PermanentFailure),
        ({"RCPT": "450 nguoi.thu@example.vn: greylisted"}, TemporaryFailure),
        ({"DOT": "554 spam to nguoi.thu@example.vn"}, PermanentFailure),
        ({"DOT": "451 nguoi.thu@example.vn later"}, TemporaryFailure),
        ({"DATA": "452 disk full"}, TemporaryFailure),
        ({"MAIL": "553 not yours, nguoi.thu@example.vn"}, ServerUnavailable),
        ({"CONNECT": "421 too busy"}, ServerUnavailable),
        ({"EHLO": "", "HELO": ""}, ServerUnavailable),
        ({"RCPT": ""}, ServerUnavailable),
        ({"DOT": ""}, ServerUnavailable),
    ],
)
def test_each_refusal_is_judged_and_nobody_is_named(answers, failure):
    with MailServer(answers) as server, pytest.raises(MailFailure) as caught:
        mailer(server).send(MAIL)
    assert type(caught.value) is failure
    assert "nguoi.thu" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_no_server_at_all():
    with MailServer() as server:
        port = server.port
    with pytest.raises(ServerUnavailable):
        SmtpMailer(Server("localhost", port, "plain"), SENDER).send(MAIL)


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(adapter, "TIMEOUT_SECONDS", 0.2)
    with MailServer({"CONNECT": "220-not yet"}) as server, pytest.raises(ServerUnavailable):
        mailer(server).send(MAIL)


@pytest.mark.parametrize(
    "address", ["", "khong phai", "a@b\r\nBcc: x@example.vn", "a@@b", "x" * 70 + "@" + "\x00"]
)
def test_what_is_no_address_is_given_up(address):
    with MailServer() as server, pytest.raises(PermanentFailure):
        mailer(server).send(Mail("1", address, "s", "t"))
    assert not server.letters


def test_a_subject_cannot_add_headers():
    with MailServer() as server, pytest.raises(PermanentFailure):
        mailer(server).send(Mail("1", "a@example.vn", "s\r\nBcc: x@example.vn", "t"))


def test_starttls_encrypts_before_anything_is_said(context, trust):
    with MailServer(context=context) as server:
        entering = Server("localhost", server.port, "starttls", "mot", "bi mat")
        SmtpMailer(entering, SENDER, trust).send(MAIL)
    assert server.encrypted == [True]
    verbs = [line.split()[0].upper() for line in server.heard]
    assert verbs.index("STARTTLS") < verbs.index("AUTH") < verbs.index("MAIL")


def test_tls_from_the_first_byte(context, trust):
    with MailServer(context=context, tls_from_the_start=True) as server:
        SmtpMailer(Server("localhost", server.port, "tls"), SENDER, trust).send(MAIL)
    assert server.encrypted == [True]


def test_no_encryption_no_letter():
    with MailServer() as server, pytest.raises(ServerUnavailable):
        mailer(server, "starttls", user="mot", password="bi mat").send(MAIL)
    assert not server.letters
    assert not [line for line in server.heard if line.startswith("AUTH")]


def test_a_stranger_with_a_certificate_of_his_own_gets_nothing(context):
    with MailServer(context=context) as server, pytest.raises(ServerUnavailable):
        mailer(server, "starttls", user="mot", password="bi mat").send(MAIL)
    assert not server.letters


def test_a_refused_sign_in_is_the_servers_matter(context, trust):
    with MailServer({"AUTH": "535 no"}, context=context) as server, pytest.raises(ServerUnavailable):
        SmtpMailer(Server("localhost", server.port, "starttls", "mot", "sai"), SENDER, trust).send(MAIL)


def test_the_settings_plug_it_in():
    server = {"host": "thu.example.vn", "port": 587, "security": "starttls", "user": "", "password": ""}
    with override_settings(MAIL_SERVER=server, MAIL_FROM=SENDER):
        plugged = import_string("motcua.adapters.smtp.mailer.SmtpMailer")()
    assert plugged.is_remote
    assert (plugged.server.host, plugged.sender) == ("thu.example.vn", SENDER)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", {}),
        ("smtp://a%40b:p%2Fw@thu.example.vn", {"host": "thu.example.vn", "port": 587, "security": "starttls", "user": "a@b", "password": "p/w"}),
        ("smtps://thu.example.vn", {"host": "thu.example.vn", "port": 465, "security": "tls", "user": "", "password": ""}),
        ("smtp+plain://localhost:2525", {"host": "localhost", "port": 2525, "security": "plain", "user": "", "password": ""}),
    ],
)  # fmt: skip
def test_the_url_of_a_server(monkeypatch, url, expected):
    monkeypatch.setenv("MOTCUA_MAIL_FROM", SENDER)
    assert env.mail_server(url) == expected


@pytest.mark.parametrize(
    "url", ["http://thu.example.vn", "smtp://", "smtp+plain://thu.example.vn", "thu.example.vn"]
)
def test_a_url_that_cannot_be_right_stops_the_start(monkeypatch, url):
    monkeypatch.setenv("MOTCUA_MAIL_FROM", SENDER)
    with pytest.raises(SystemExit):
        env.mail_server(url)


def test_a_server_needs_a_sender(monkeypatch):
    monkeypatch.delenv("MOTCUA_MAIL_FROM", raising=False)
    with pytest.raises(SystemExit):
        env.mail_server("smtps://thu.example.vn")
