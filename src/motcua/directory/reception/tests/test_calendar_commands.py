"""`motcua due` and `motcua calendar` as a shell sees them."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.events.models import Event

START = ("--start", "2026-02-13T15:20+07:00")
FIVE = ("--limit", "5 working_days")
ROWS = "date,kind,name,source\n2026-02-16,holiday,Nghỉ,x\n"


def run(name, *options):
    out = StringIO()
    call_command(name, *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(name, *options):
    """The message of a refusal, which must be one line and mean exit code 2."""
    with pytest.raises(CommandError) as refusal:
        run(name, *options)
    assert refusal.value.returncode == 2
    assert str(refusal.value).strip()
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def shell(*options, **environment):
    command = [sys.executable, "-m", "motcua.config.command", "due", *options]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=60)


class TestDue:
    def test_answers_with_instant_and_trace(self):
        answer = json.loads(run("due", *START, *FIVE, "--json"))
        assert list(answer) == ["due_at", "trace"]
        assert answer["due_at"] == "2026-02-27T15:20:00+07:00"
        assert "Bỏ qua 16/02/2026–20/02/2026: Tết Nguyên đán" in [entry["text"] for entry in answer["trace"]]

    def test_answers_people_in_lines(self):
        lines = run("due", *START, *FIVE).splitlines()
        assert lines[0] == "2026-02-27T15:20:00+07:00"
        assert lines[-1] == "- Hạn trả kết quả: 15:20 ngày 27/02/2026"

    def test_takes_pauses_and_a_file(self, tmp_path):
        file = tmp_path / "lich.csv"
        file.write_text(ROWS, encoding="utf-8")
        pauses = ("--pause", "2026-02-24T09:00+07:00/2026-02-24T10:00+07:00")
        pauses += ("--pause", "2026-02-24T02:30Z/2026-02-24T04:00Z")
        answer = json.loads(run("due", *START, *FIVE, *pauses, "--calendar", str(file), "--json"))
        assert answer["due_at"] == "2026-02-23T15:20:00+07:00"
        answer = json.loads(run("due", *START, *FIVE, *pauses, "--json"))
        assert answer["due_at"] == "2026-02-27T17:20:00+07:00"

    def test_takes_the_sample_calendar(self, tmp_path):
        file = tmp_path / "lich.csv"
        file.write_text("date,kind,name,source\n", encoding="utf-8")
        assert run("due", *START, *FIVE, "--calendar", str(file)).startswith("2026-02-20T15:20:00+07:00")

    @pytest.mark.parametrize(
        "options",
        [
            ("--start", "2026-02-13T15:20", *FIVE),
            ("--start", "2026-02-13", *FIVE),
            ("--start", "13/02/2026 15:20", *FIVE),
            ("--start", "2026-02-30T15:20+07:00", *FIVE),
            ("--start", "2026-02-13T25:20+07:00", *FIVE),
            ("--start", "2026-02-13T15:20+25:00", *FIVE),
            ("--start", "0001-01-01T00:00+14:00", *FIVE),
            ("--start", "9999-12-31T23:59-12:00", *FIVE),
            ("--start", "1999-12-31T23:59+07:00", *FIVE),
            ("--start", "２０２６-02-13T15:20+07:00", *FIVE),
            ("--start", "", *FIVE),
            (*START, "--limit", "5 workdays"),
            (*START, "--limit", "1e308 working_days"),
            (*START, "--limit", "nan days"),
            (*START, "--limit", "-5 days"),
            (*START, "--limit", "0 hours"),
            (*START, "--limit", "1.5 days"),
            (*START, "--limit", "999999 months"),
            (*START, "--limit", ""),
            (*START, "--limit", "\udcff days"),
            (*START, *FIVE, "--pause", "2026-02-24T09:00+07:00"),
            (*START, *FIVE, "--pause", "2026-02-24T09:00+07:00/"),
            (*START, *FIVE, "--pause", "2026-02-24T09:00+07:00/2026-02-24T08:00+07:00"),
            (
                *START,
                *FIVE,
                "--pause",
                "2026-02-24T09:00+07:00/2026-02-24T10:00+07:00/2026-02-24T11:00+07:00",
            ),
            (*START, *FIVE, "--calendar", "khong-co.csv"),
            (*START, *FIVE, "--calendar", "/"),
            (*START, *FIVE, "--calendar", "/dev/zero"),
            (*START, *FIVE, "--calendar", "a\0b"),
            (*START, *FIVE, "--calendar", ""),
            (*START,),
            FIVE,
            (*START, *FIVE, "--unknown"),
        ],
    )
    def test_bad_arguments_are_one_line(self, options):
        refused("due", *options)

    @pytest.mark.django_db
    @pytest.mark.parametrize("code", ["H99.99", "", "x" * 5000, "a\0b", "a\nb"])
    def test_an_unknown_agency_is_one_line(self, code):
        assert refused("due", *START, *FIVE, "--agency", code) == "Không có cơ quan mang mã này."

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe", b"a,b\n1,2\n", b"date,kind,name,source\nx,y,z,w\n"]
    )
    def test_a_broken_file_is_one_line(self, tmp_path, content):
        file = tmp_path / "lich.csv"
        file.write_bytes(content)
        refused("due", *START, *FIVE, "--calendar", str(file))

    def test_the_shell_sees_json_without_any_database(self):
        answer = shell(*START, *FIVE, "--json", DATABASE_URL="postgres://x:y@127.0.0.1:1/none")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert json.loads(answer.stdout)["due_at"] == "2026-02-27T15:20:00+07:00"

    @pytest.mark.parametrize(
        "options",
        [
            (*START, "--limit", "x"),
            (*START, *FIVE, "--agency", "H27"),
            (*START, *FIVE, "one\ntwo"),
            FIVE,
        ],
    )
    def test_the_shell_sees_one_line_and_exit_code_2(self, options):
        answer = shell(*options, DATABASE_URL="postgres://x:y@127.0.0.1:1/none")
        assert (answer.returncode, answer.stdout) == (2, "")
        assert len(answer.stderr.splitlines()) == 1


@pytest.mark.django_db
class TestCalendar:
    def test_imports_once(self, tmp_path):
        file = tmp_path / "lich.csv"
        file.write_text(ROWS, encoding="utf-8")
        answer = json.loads(run("calendar", "import", str(file), "--decision", "TB 1", "--json"))
        assert answer["published"] == 1
        assert CalendarVersion.objects.get().decision == "TB 1"
        assert Event.objects.get().facts["digest"] == answer["digest"]
        assert json.loads(run("calendar", "import", str(file), "--json")) == {"published": None}
        assert "không thay đổi" in run("calendar", "import", str(file))
        shown = json.loads(run("calendar", "show", "--year", "2026", "--json"))
        assert shown["days"] == [{"date": "2026-02-16", "kind": "holiday", "name": "Nghỉ"}]
        assert shown["calendar"]["version"] == "1"

    def test_shows_what_is_expected(self):
        assert "06/02/2027  ngày lễ, Tết: Tết Nguyên đán (dự kiến)" in run(
            "calendar", "show", "--year", "2027"
        )

    def test_bad_arguments_are_one_line(self, tmp_path):
        file = tmp_path / "lich.csv"
        file.write_bytes(b"\xff")
        refused("calendar", "import", str(file))
        refused("calendar", "import", "khong-co.csv")
        refused("calendar", "show", "--year", "1")
        refused("calendar", "show", "--year", "x")
        refused("calendar", "show", "--agency", "H99")
        refused("calendar")
        file.write_text(ROWS, encoding="utf-8")
        refused("calendar", "import", str(file), "--decision", "a\x1bb")
        assert not CalendarVersion.objects.exists()
