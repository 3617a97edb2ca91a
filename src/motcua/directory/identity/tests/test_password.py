"""Own passwords: first sign-in, age, ten barred ones, resets by command."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.directory.identity.actions.change_account_kind import change_account_kind
from motcua.directory.identity.actions.change_password import change_password, reset_password
from motcua.directory.identity.actions.create_account import UsernameTaken, UsernameUnfit, create_account
from motcua.directory.identity.actions.disable_account import disable_account
from motcua.directory.identity.choices import AccountKind
from motcua.directory.identity.models import Account, Session
from motcua.directory.identity.tests.factories import NEW_PASSWORD, PASSWORD, make_account
from motcua.kernel import clock
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
PAGE = "/desk/password/"


def sign_in(client, account, password=PASSWORD):
    return client.post("/desk/sign-in/", {"username": account.username, "password": password})


def change(client, current=PASSWORD, password=NEW_PASSWORD, again=None):
    said = {"current": current, "password": password, "again": password if again is None else again}
    return client.post(PAGE, said)


class TestChange:
    def test_a_given_password_is_changed_before_anything_else(self, client):
        account = make_account(must_change_password=True)
        sign_in(client, account)
        for path in ("/desk/", "/desk/agencies/", "/desk/sessions/"):
            assert client.get(path).url == PAGE
        assert client.get("/").status_code == 200
        assert "cấp một lần" in client.get(PAGE).content.decode()
        assert change(client).url == "/desk/"
        assert client.get("/desk/sessions/").status_code == 200
        account.refresh_from_db()
        assert not account.must_change_password
        assert account.check_password(NEW_PASSWORD)

    def test_signing_out_stays_possible(self, client):
        account = make_account(must_change_password=True)
        sign_in(client, account)
        assert client.post("/desk/sign-out/").url == "/desk/sign-in/"

    def test_other_sessions_end_and_this_one_stays(self, client, django_user_model):
        account = make_account()
        other = type(client)()
        for browser in (client, other):
            sign_in(browser, account)
        assert change(client).status_code == 302
        assert client.get("/desk/sessions/").status_code == 200
        assert other.get("/desk/sessions/").status_code == 302
        assert Session.objects.filter(account=account).count() == 1

    @pytest.mark.parametrize(
        ("said", "error"),
        [
            ({"current": "khong phai mat khau nay"}, "đang dùng không đúng"),
            ({"password": "ngan qua"}, "14"),
            ({"password": "12345678901234567890"}, "số"),
            ({"password": PASSWORD}, "đã dùng"),
            ({"again": "khac"}, "không giống nhau"),
            ({"password": ""}, "Chưa nhập"),
            ({"password": "taikhoan.dang.nhap"}, "giống"),
        ],
    )
    def test_what_is_refused(self, client, said, error):
        account = make_account("taikhoan.dang.nhap")
        sign_in(client, account)
        page = change(client, **said)
        assert page.status_code == 422
        assert error in page.content.decode()
        account.refresh_from_db()
        assert account.check_password(PASSWORD)

    def test_guessing_the_present_one_locks_like_the_sign_in(self, client):
        account = make_account()
        sign_in(client, account)
        answers = [change(client, current="sai mat khau") for _ in range(5)]
        assert answers[-1].status_code == 429

    def test_passwords_are_stored_with_argon2(self, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        assert make_account().password.startswith("argon2$argon2id$")


class TestFormerPasswords:
    def test_the_last_ten_are_barred_and_the_eleventh_is_free(self, client):
        account = make_account()
        passwords = [f"cau mat khau thu {number} cua toi" for number in range(10)]
        for password in passwords:
            change_password(account=account, password=password, at=clock.now())
        sign_in(client, account, passwords[-1])
        for barred in passwords:
            assert change(client, current=passwords[-1], password=barred).status_code == 422
        assert change(client, current=passwords[-1], password=PASSWORD).status_code == 302
        assert account.former_passwords.count() == 10
        change_password(account=account, password=NEW_PASSWORD, at=clock.now())
        assert account.former_passwords.count() == 10


class TestAge:
    def test_administrators_change_every_two_months(self, client, time_machine):
        account, plain = make_account(kind=AccountKind.ADMIN), make_account()
        time_machine.move_to(clock.now() + timedelta(days=30))
        for one in (account, plain):
            sign_in(client, one)
            client.post("/desk/sign-out/")
        time_machine.move_to(clock.now() + timedelta(days=31))
        sign_in(client, plain)
        assert client.get("/desk/sessions/").status_code == 200
        client.post("/desk/sign-out/")
        sign_in(client, account)
        assert client.get("/desk/sessions/").url == PAGE
        assert "2 tháng" in client.get(PAGE).content.decode()
        assert change(client).status_code == 302
        assert client.get("/desk/sessions/").status_code == 200


class TestCommand:
    def run(self, *args):
        out = StringIO()
        call_command("reset_password", *args, stdout=out)
        return out.getvalue()

    def test_it_prints_a_password_that_must_be_changed(self, client):
        account = make_account("canbo.mau")
        sign_in(client, account)
        for _ in range(5):
            type(client)().post("/desk/sign-in/", {"username": "canbo.mau", "password": "sai"})
        printed = self.run(" CanBo.Mau ")
        password = printed.partition("một lần: ")[2].split()[0]
        assert client.get("/desk/sessions/").status_code == 302
        assert sign_in(client, account, password).url == "/desk/"
        assert client.get("/desk/").url == PAGE
        assert list(verify()) == []

    def test_a_shut_account_is_opened_only_when_told(self):
        account = make_account("canbo.mau")
        disable_account(account=account, at=clock.now())
        with pytest.raises(CommandError, match="--enable"):
            self.run("canbo.mau")
        self.run("canbo.mau", "--enable")
        account.refresh_from_db()
        assert account.is_active

    @pytest.mark.parametrize("name", ["khong-co", "", "\0", "x" * 9999])
    def test_unknown_names_are_one_line_and_exit_2(self, name):
        with pytest.raises(CommandError, match="Không có tài khoản") as refused:
            self.run(name)
        assert refused.value.returncode == 2


class TestAccounts:
    @pytest.mark.parametrize(
        "name", ["", "ab", "có dấu", "a b c", ".abc", "abc.", "x" * 65, "abc\0", "ABC@x"]
    )
    def test_names_that_do_not_fit(self, name):
        with pytest.raises(UsernameUnfit):
            make_account(name or " ")

    def test_names_are_taken_whatever_their_case(self):
        assert make_account("CanBo.Mau").username == "canbo.mau"
        with pytest.raises(UsernameTaken):
            create_account(username="canbo.MAU", password=PASSWORD, at=clock.now())

    def test_the_log_knows_what_happened_but_no_password(self):
        account = make_account(must_change_password=True)
        change_account_kind(account=account, kind=AccountKind.ADMIN, at=clock.now())
        change_account_kind(account=account, kind=AccountKind.ADMIN, at=clock.now())
        password = reset_password(account=account, at=clock.now(), actor_id=7)
        events = log.of(f"account:{account.pk}")
        assert [event.kind for event in events] == [
            "identity.account_created",
            "identity.account_kind_changed",
            "identity.password_reset",
        ]
        assert events[-1].actor_id == 7
        assert not any(password in event.facts_json for event in events)
        assert list(verify()) == []

    def test_tampering_with_an_account_is_found(self):
        shut, raised = make_account(), make_account()
        disable_account(account=shut, at=clock.now())
        Account.objects.filter(pk=shut.pk).update(disabled_at=None)
        Account.objects.filter(pk=raised.pk).update(kind=AccountKind.ADMIN)
        found = {str(difference).partition(": nhật")[0] for difference in verify()}
        assert found == {f"account:{shut.pk}: is_disabled", f"account:{raised.pk}: kind"}
