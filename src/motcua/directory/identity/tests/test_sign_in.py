"""The way in: password, lock-out, second factor, idle accounts, safe ways on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.directory.identity import second_factor
from motcua.directory.identity.actions.disable_account import (
    disable_account,
    disable_idle_accounts,
    enable_account,
)
from motcua.directory.identity.desk import signing_in
from motcua.directory.identity.duties import look_after_accounts
from motcua.directory.identity.models import Account, Session
from motcua.directory.identity.tests.factories import PASSWORD, make_account
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
SIGN_IN = "/desk/sign-in/"
DAY = timedelta(days=1)


def attempt(client, username, password=PASSWORD, **more):
    address = more.pop("address", "127.0.0.1")
    said = {"username": username, "password": password} | more
    return client.post(SIGN_IN, said, REMOTE_ADDR=address, headers={"user-agent": "Trình duyệt mẫu"})


class TestPassword:
    def test_the_right_one_opens_a_session_with_address_and_agent(self, client):
        account = make_account("canbo.mau")
        answer = attempt(client, " CanBo.Mau ", address="10.1.2.3")
        assert answer.url == "/desk/"
        row = Session.objects.get()
        assert (row.account, row.address) == (account, "10.1.2.3")
        assert row.agent
        assert client.get(SIGN_IN).url == "/desk/"

    @pytest.mark.parametrize(
        ("username", "password"),
        [
            ("canbo.mau", "sai mat khau roi"),
            ("khong-co-ai", PASSWORD),
            ("canbo.mau", ""),
            ("", PASSWORD),
            ("a\0b", "x"),
            ("x" * 5000, "y" * 5000),
        ],
    )
    def test_wrong_ones_open_nothing(self, client, username, password):
        make_account("canbo.mau")
        page = attempt(client, username, password)
        assert page.status_code == 422
        assert "error-summary" in page.content.decode()
        assert not Session.objects.exists()

    def test_every_session_gets_a_fresh_key(self, client):
        make_account("canbo.mau")
        attempt(client, "canbo.mau")
        first = client.session.session_key
        client.post("/desk/sign-out/")
        attempt(client, "canbo.mau")
        assert client.session.session_key != first

    def test_unreadable_bytes_are_no_error_of_ours(self, client):
        page = client.post(
            SIGN_IN, b"username=%ff%fe&password=%00", content_type="application/x-www-form-urlencoded"
        )
        assert page.status_code == 422


class TestWaysOn:
    @pytest.mark.parametrize("next_url", ["/desk/agencies/?q=a", "/desk/"])
    def test_paths_of_this_site(self, client, next_url):
        make_account("canbo.mau")
        assert f'value="{next_url}"' in client.get(SIGN_IN, {"next": next_url}).content.decode()
        assert attempt(client, "canbo.mau", next=next_url).url == next_url

    @pytest.mark.parametrize(
        "next_url",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "desk/",
            "/\0",
            "http:/desk/",
            "\t//evil.example",
            "",
        ],
    )
    def test_anything_else_leads_to_the_desk(self, client, next_url):
        make_account("canbo.mau")
        assert attempt(client, "canbo.mau", next=next_url).url == "/desk/"
        assert client.get(SIGN_IN, {"next": next_url}).url == "/desk/"

    def test_signing_out_takes_a_post(self, client):
        make_account("canbo.mau")
        attempt(client, "canbo.mau")
        assert client.get("/desk/sign-out/").status_code == 405
        assert Session.objects.count() == 1
        assert client.post("/desk/sign-out/").url == SIGN_IN
        assert not Session.objects.exists()
        assert client.get("/desk/sessions/").status_code == 302

    def test_a_form_without_its_token_is_refused(self):
        make_account("canbo.mau")
        assert attempt(Client(enforce_csrf_checks=True), "canbo.mau").status_code == 403


class TestLockOut:
    def lock(self, client, username="canbo.mau", address="10.1.1.1"):
        answers = [attempt(client, username, "sai mat khau", address=address) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
        return answers[-1]

    def test_five_wrong_ones_lock_the_name_at_that_address(self, client):
        make_account("canbo.mau")
        make_account("nguoikhac")
        page = self.lock(client)
        assert "Tạm khóa đăng nhập" in page.content.decode()
        assert page.headers["Retry-After"] == "900"
        assert attempt(client, "canbo.mau", address="10.1.1.1").status_code == 429
        assert attempt(client, "CANBO.MAU", address="10.1.1.1").status_code == 429
        assert not Session.objects.exists()
        assert attempt(Client(), "nguoikhac", address="10.1.1.1").status_code == 302
        assert attempt(Client(), "canbo.mau", address="10.1.1.2").status_code == 302

    def test_names_nobody_bears_are_locked_alike(self, client):
        self.lock(client, "khong-co-ai")

    def test_it_ends_by_itself(self, client, time_machine):
        make_account("canbo.mau")
        self.lock(client)
        time_machine.move_to(clock.now() + timedelta(minutes=14))
        assert attempt(client, "canbo.mau", address="10.1.1.1").status_code == 429
        time_machine.move_to(clock.now() + timedelta(minutes=16))
        assert attempt(client, "canbo.mau", address="10.1.1.1").status_code == 302

    def test_success_forgets_failures(self, client):
        make_account("canbo.mau")
        for _ in range(3):
            for _wrong in range(4):
                assert attempt(client, "canbo.mau", "sai").status_code == 422
            assert attempt(client, "canbo.mau").status_code == 302
            client.post("/desk/sign-out/")

    def test_guessing_behind_a_forged_header_does_not_help(self, client, settings):
        settings.TRUSTED_PROXIES = 0
        make_account("canbo.mau")
        for number in range(5):
            said = {"username": "canbo.mau", "password": "sai mat khau"}
            answer = client.post(SIGN_IN, said, headers={"x-forwarded-for": f"9.9.9.{number}"})
        assert answer.status_code == 429


class TestClosedAndIdleAccounts:
    def test_a_shut_account_is_out_at_once_and_stays_out(self, client):
        account = make_account("canbo.mau")
        attempt(client, "canbo.mau")
        disable_account(account=account, at=clock.now())
        assert client.get("/desk/sessions/").status_code == 302
        assert attempt(client, "canbo.mau").status_code == 422
        enable_account(account=account, at=clock.now())
        assert attempt(client, "canbo.mau").status_code == 302
        assert list(verify()) == []

    def test_45_idle_days_shut_an_account_at_the_door(self, client, time_machine):
        make_account("canbo.mau")
        start = clock.now()
        time_machine.move_to(start + 44 * DAY)
        assert attempt(client, "canbo.mau").status_code == 302
        client.post("/desk/sign-out/")
        time_machine.move_to(start + 88 * DAY)
        assert attempt(client, "canbo.mau").status_code == 302
        client.post("/desk/sign-out/")
        time_machine.move_to(start + 134 * DAY)
        page = attempt(client, "canbo.mau")
        assert page.status_code == 422
        assert "45 ngày" in page.content.decode()
        account = Account.objects.get()
        assert not account.is_active
        enable_account(account=account, at=clock.now())
        assert attempt(client, "canbo.mau").status_code == 302
        assert list(verify()) == []

    def test_the_worker_shuts_them_too(self, time_machine):
        start = clock.now()
        sleeping = make_account(at=start - 46 * DAY)
        awake = make_account(at=start - 44 * DAY)
        assert disable_idle_accounts(at=start) == 1
        assert disable_idle_accounts(at=start) == 0
        assert [Account.objects.get(pk=a.pk).is_active for a in (sleeping, awake)] == [False, True]

    def test_the_daily_duty_clears_what_is_past(self, client, time_machine):
        make_account("canbo.mau")
        attempt(client, "canbo.mau")
        look_after_accounts(clock.now())
        assert Session.objects.count() == 1
        time_machine.move_to(clock.now() + DAY)
        look_after_accounts(clock.now())
        assert not Session.objects.exists()


class Code:
    """A stand-in for a code of the phone."""

    url_name = "identity:sign_in"  # where a real factor has its own page

    def __init__(self, *usernames):
        self.usernames = usernames

    def is_needed(self, account):
        return account.username in self.usernames


@pytest.fixture
def code():
    factor = Code("canbo.mau")
    second_factor.register(factor)
    yield factor
    second_factor.unregister(factor)


class TestSecondFactor:
    def test_the_password_alone_opens_nothing(self, client, code, rf, time_machine):
        account = make_account("canbo.mau")
        make_account("nguoikhac")
        answer = attempt(client, "canbo.mau", next="/desk/agencies/")
        assert answer.url == reverse(code.url_name)
        assert client.get("/desk/sessions/").status_code == 302
        assert not Session.objects.filter(account=account).exists()
        request = rf.post("/desk/code/")
        request.session, request.user = client.session, None
        assert signing_in.pending_account(request, at=clock.now()) == (account, "/desk/agencies/")
        done = signing_in.complete(request, account, next_url="/desk/agencies/")
        request.session.save()
        assert done.url == "/desk/agencies/"
        assert Session.objects.filter(account=account).count() == 1
        assert signing_in.pending_account(request, at=clock.now()) is None
        assert attempt(Client(), "nguoikhac").url == "/desk/"

    def test_the_wait_is_short_and_a_shut_account_waits_no_more(self, client, code, rf):
        account = make_account("canbo.mau")
        attempt(client, "canbo.mau")
        request = rf.get("/desk/code/")
        request.session = client.session
        assert signing_in.pending_account(request, at=clock.now() + timedelta(minutes=6)) is None
        disable_account(account=account, at=clock.now())
        assert signing_in.pending_account(request, at=clock.now()) is None
