"""`motcua init`, the shipped province and the demo."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.directory.agencies import demo, queries, starter
from motcua.directory.agencies.actions import load_starter
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency, Counter, Membership, Officer, OneStop
from motcua.directory.identity.models import Account
from motcua.directory.units.models import Unit
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
OWN = ["--agency", "h27=UBND tỉnh Hà Tĩnh", "--agency", "H27.55=UBND xã Thạch Hà@18562"]
CENTER = ["--agency", "H27.55.01=Trung tâm Phục vụ hành chính công xã Thạch Hà@18562"]
ADMIN = ["--username", "nguyenvanmau", "--name", "Nguyễn Văn Mẫu"]


def init(*args):
    out = StringIO()
    call_command("init", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())


class TestInit:
    def test_an_office_is_set_up_and_its_administrator_signs_in(self, client, settings):
        settings.DEMO_ALLOWED = False
        printed = init("--province", "42", *OWN, *CENTER, *ADMIN)
        password = printed.partition("lần này: ")[2].split()[0]
        commune = Agency.objects.get(code="H27.55")
        assert (commune.kind, commune.level, commune.parent.code, commune.unit.name) == (
            "people_committee",
            "commune",
            "H27",
            "Thạch Hà",
        )
        one_stop = OneStop.objects.get()
        assert (one_stop.serves, one_stop.kind) == (commune, "commune_center")
        answer = client.post("/desk/sign-in/", {"username": "nguyenvanmau", "password": password})
        assert answer.url == "/desk/"
        assert client.get("/desk/").url == "/desk/password/"
        assert Membership.objects.get().role == Role.SYSTEM_ADMIN
        assert Account.objects.get().is_admin
        assert list(verify()) == []

    def test_again_changes_nothing_and_shows_no_password(self):
        init("--province", "42", *OWN, *ADMIN)
        before = Event.objects.count()
        printed = init("--province", "42", *OWN)
        assert "Đã có quản trị viên" in printed
        assert "Mật khẩu dùng một lần" not in printed
        assert Event.objects.count() == before
        init("--province", "42", *OWN, *CENTER)
        assert Agency.objects.count() == 3

    def test_the_shipped_province_may_be_taken_over(self):
        init("--province", "42", "--starter", *ADMIN)
        assert Agency.objects.count() > 300
        assert Officer.objects.count() == 1
        assert Membership.objects.get().agency.code == "H27"

    def test_another_province_brings_its_units(self, tmp_path):
        path = tmp_path / "units.csv"
        path.write_text("code,full_name,name,unit_type\n40,Tỉnh Nghệ An,Nghệ An,Tỉnh\n")
        init("--province", "40", "--units", str(path), "--agency", "H40=UBND tỉnh Nghệ An", *ADMIN)
        assert Agency.objects.get().unit.name == "Nghệ An"
        assert not Unit.objects.filter(code="42").exists()

    @pytest.mark.parametrize(
        ("args", "reason"),
        [
            ([], "Thiếu --province"),
            (["--province", "42"], "Thiếu --agency"),
            (["--province", "42", *OWN], "Thiếu --username"),
            (["--province", "42", *OWN, "--username", "nguyenvanmau"], "Thiếu --name"),
            (["--province", "99", *OWN, *ADMIN], "Không có đơn vị hành chính"),
            (["--province", "42\0", *OWN, *ADMIN], "ký tự"),
            (["--province", "42", "--agency", "H27", *ADMIN], "MÃ=TÊN"),
            (["--province", "42", "--agency", "H27=A", *ADMIN], "MÃ=TÊN"),
            (["--province", "42", "--agency", "27=UBND tỉnh", *ADMIN], "không đúng dạng"),
            (["--province", "42", "--agency", "H27.5=UBND xã@00000", *ADMIN], "Không có đơn vị"),
            (["--province", "42", *OWN, "--username", "admin1", "--name", "A B"], "dễ đoán"),
            (["--province", "42", *OWN, "--username", "x", "--name", "A B"], "từ 3 đến 64"),
            (["--province", "42", *OWN, "--username", "nguyenvanmau", "--name", "Mẫu"], "hai từ"),
            (["--province", "42", "--units", "khong-co.csv", *OWN, *ADMIN], "Không đọc được tệp"),
        ],
    )
    def test_weak_input_is_refused_in_one_line_and_stores_nothing(self, args, reason):
        with pytest.raises(CommandError, match=reason) as refused:
            init(*args)
        assert refused.value.returncode == 2
        assert "\n" not in str(refused.value)
        assert not Agency.objects.exists()
        assert not Account.objects.exists()
        assert not Unit.objects.exists()

    def test_at_a_terminal_it_asks(self, monkeypatch):
        answers = iter(["42", "", "H27=UBND tỉnh Hà Tĩnh", "nguyenvanmau", "Nguyễn Văn Mẫu"])
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("builtins.input", lambda _question: next(answers))
        assert "Mật khẩu dùng một lần" in init()


class TestStarter:
    def test_agencies_stand_below_known_ones_and_codes_are_marked(self):
        codes = set()
        for agency in starter.agencies():
            assert not agency.parent or agency.parent in codes
            assert agency.code not in codes
            codes.add(agency.code)
            assert agency.is_provisional == (agency.code != "H27")
        assert len([code for code in codes if code.count(".") == 1 and code.startswith("H27.1")]) >= 69

    def test_loading_twice_is_loading_once(self):
        first = load_starter(at=clock.now())
        assert first > 300
        assert load_starter(at=clock.now()) == 0
        assert OneStop.objects.count() == 70
        commune = Agency.objects.get(name="Ủy ban nhân dân xã Thạch Hà")
        center = queries.one_stop_of(commune.pk)
        assert center.serves == commune
        department = Agency.objects.get(name="Sở Xây dựng")
        assert queries.one_stop_of(department.pk).kind == "province_center"
        assert queries.place_of(department) == "Hà Tĩnh"
        assert queries.place_of(center.agency) == "Thạch Hà"


class TestDemo:
    def test_every_role_signs_in(self, client):
        made = demo.create(clock.now())
        assert {sign_in.role for sign_in in made.sign_ins} == {role.value for role in Role}
        for sign_in in made.sign_ins:
            said = {"username": sign_in.username, "password": sign_in.password}
            assert client.post("/desk/sign-in/", said).url == "/desk/"
            assert client.get("/desk/agencies/").status_code == 200
            client.post("/desk/sign-out/")
        for office, counters in ((made.commune, 3), (made.department, 1)):
            assert len(office.officers["intake_officer"]) == counters
            for role in ("case_officer", "division_head", "approver"):
                assert len(office.officers[role]) == 1
            assert queries.served_by(made.commune.center.pk) == made.commune.competent
        assert list(verify()) == []

    def test_again_finds_everything_and_opens_what_slept(self, client):
        start = clock.now()
        made = demo.create(start)
        counts = [model.objects.count() for model in (Agency, Officer, Membership, Counter)]
        later = demo.create(start + timedelta(days=100))
        assert [model.objects.count() for model in (Agency, Officer, Membership, Counter)] == counts
        assert later.sign_ins == made.sign_ins
        for account in Account.objects.all():
            assert account.enabled_at == start + timedelta(days=100)
            if account.is_admin:
                assert account.password_changed_at == account.enabled_at

    def test_a_changed_password_is_set_back(self):
        demo.create(clock.now())
        account = Account.objects.get(username="motcua.thachha")
        account.set_password("da doi mat khau khac")
        account.password_changed_at += timedelta(seconds=1)
        account.save()
        demo.create(clock.now())
        account.refresh_from_db()
        assert account.check_password(demo.PASSWORD)

    def test_it_is_refused_in_a_real_office(self, settings):
        settings.DEMO_ALLOWED = False
        with pytest.raises(demo.DemoRefused):
            demo.create(clock.now())
        assert not Account.objects.exists()
        assert not Agency.objects.exists()
