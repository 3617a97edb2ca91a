"""`motcua procedures`: counts, reasons and exit codes that scripts can rely on."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from motcua.directory.procedures.models import Procedure
from motcua.directory.procedures.tests.factories import BIRTH

pytestmark = pytest.mark.django_db
GOOD = {"code": BIRTH, "name": "Khai sinh", "executionMethods": []}


@pytest.fixture
def file(tmp_path):
    def write(content, name="file.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return str(path)

    return write


def run(*words):
    """Standard output, standard error and the exit code."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("procedures", *words, stdout=out, stderr=err)
    except SystemExit as ended:
        return out.getvalue(), err.getvalue(), ended.code
    return out.getvalue(), err.getvalue(), 0


def test_a_good_file(file):
    out, err, code = run("import", file(GOOD))
    assert (err, code) == ("", 0)
    assert "mới 1" in out


def test_json_has_the_four_counts_and_the_problems(file):
    out, _, code = run("import", file([GOOD, {"code": "x"}, 5]), "--json")
    report = json.loads(out)
    assert code == 1
    assert list(report) == ["imported", "updated", "unchanged", "rejected", "problems"]
    assert [report[name] for name in ("imported", "updated", "unchanged", "rejected")] == [1, 0, 0, 2]
    assert [p["record"] for p in report["problems"]] == [2, 3]
    assert report["problems"][0]["code"] == "x"
    assert all(p["reason"] and p["file"].endswith("file.json") for p in report["problems"])


def test_several_files_and_again(file):
    files = [file(GOOD, "a.json"), file(b"code,name\n1.000001,A\n", "b.csv")]
    assert json.loads(run("import", "--json", *files)[0])["imported"] == 2
    report, _, code = run("import", "--json", *files)
    assert json.loads(report)["unchanged"] == 2
    assert code == 0


def test_problems_are_told_with_their_line(file):
    _, err, code = run("import", file(b"code,name\nx,A\n"))
    assert code == 1
    assert "file.json:2: x: code" in err


def test_many_problems_are_cut_short(file):
    _, err, _ = run("import", file(b"code,name\n" + b"x,A\n" * 50))
    assert len(err.splitlines()) == 21


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"[]", b"code,name\n"])
def test_files_without_records(file, content):
    assert json.loads(run("import", "--json", file(content))[0])["rejected"] == 0


@pytest.mark.parametrize(
    "words",
    [(), ("export",), ("import",), ("import", "/nowhere/file.json"), ("import", "/"), ("import", "a\x00b"),
     ("list", "--limit", "0"), ("list", "--limit", "x"), ("import", "x", "--yaml")],
)  # fmt: skip
def test_bad_arguments(words):
    with pytest.raises(CommandError) as refused:
        call_command("procedures", *words, stderr=io.StringIO())
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_one_missing_file_imports_nothing(file):
    with pytest.raises(CommandError):
        call_command("procedures", "import", file(GOOD), "/nowhere/file.json")
    assert Procedure.objects.count() == 0


def test_starter_and_list():
    assert json.loads(run("starter", "--json")[0])["imported"] >= 60
    out = run("list", "khai sinh")[0]
    assert out.splitlines()[0].startswith(BIRTH)
    found = json.loads(run("list", "kahi sinh", "--json", "--limit", "1")[0])
    assert found["procedures"][0]["code"] == BIRTH
    assert found["total"] > 1


def test_as_a_program_bad_arguments_are_one_line(tmp_path):
    """Started from a shell: one line, exit code 2, no usage text, no traceback."""
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "MOTCUA_MODE": "test"}
    for words in (["import"], ["import", "/nowhere/x.json"], ["list"]):
        ended = subprocess.run(
            [sys.executable, "-c", "from motcua.config.command import main; main()", "procedures", *words],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 2, ended.stderr
        assert len(ended.stderr.strip().splitlines()) == 1
        assert ended.stdout == ""
