"""Files of administrative units: four shapes, any order, again and again, never a traceback."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from motcua.config import env
from motcua.directory.units import queries, starter
from motcua.directory.units.models import Unit, UnitSuccession
from motcua.directory.units.unit_files import Readings, read_into
from motcua.kernel.events import log

PROVINCES = "code,full_name,name,unit_type,code_name,name_en\n42,Tỉnh Hà Tĩnh,Hà Tĩnh,Tỉnh,ha_tinh,Ha Tinh\n"
COMMUNES = (
    "code,full_name,name,unit_type,province_code,code_name\n18562,Xã Thạch Hà,Thạch Hà,Xã,42,thach_ha\n"
)
FORMER = (
    "province_code,province,district_code,district,ward_code,ward\n"
    "42,Tỉnh Hà Tĩnh,445,Huyện Thạch Hà,18562,Thị trấn Thạch Hà\n"
    "31,Thành phố Hải Phòng,318,Huyện Bạch Long Vĩ,,\n"
)
CHANGES = (
    "old_ward_code,old_ward,old_district_code,old_district,old_province_code,old_province,"
    "new_ward_code,new_ward,new_province_code,new_province,kind,is_default_for_split\n"
    "18562,Thị trấn Thạch Hà,445,Huyện Thạch Hà,42,Tỉnh Hà Tĩnh,18562,Xã Thạch Hà,42,Tỉnh Hà Tĩnh,whole,\n"
)


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, text in (("d.csv", CHANGES), ("c.csv", FORMER), ("b.csv", COMMUNES), ("a.csv", PROVINCES)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8-sig")
        paths.append(str(path))
    return paths


def run(*args):
    out = StringIO()
    failure = None
    try:
        call_command("units", "import", *args, stdout=out, stderr=StringIO())
    except CommandError as error:
        failure = error
    return out.getvalue(), failure


def report(*args):
    printed, failure = run("--json", *args)
    return json.loads(printed), failure


@pytest.mark.django_db
class TestImport:
    def test_all_shapes_in_any_order_and_again(self, files):
        first, failure = report(*files)
        assert failure is None
        assert (first["imported"], first["rejected"]) == (8, 0)  # 2 now, 3 + 2 former, 1 change
        again, failure = report(*files)
        assert (again["imported"], again["updated"], again["unchanged"]) == (0, 0, 8)
        assert len(log.of("units:vn")) == 1
        new = Unit.objects.get(regime="two_tier", level="commune")
        assert (new.name, new.kind, new.parent.name) == ("Thạch Hà", "Xã", "Hà Tĩnh")
        old = Unit.objects.get(regime="three_tier", code="18562")
        assert (old.name, old.kind, old.parent.full_name) == ("Thạch Hà", "Thị trấn", "Huyện Thạch Hà")
        [link] = queries.present_units_of("18562")
        assert (link.new, link.is_whole, link.is_default) == (new, True, True)

    def test_changed_names_are_updated(self, files, tmp_path):
        run(*files)
        changed = tmp_path / "b.csv"
        changed.write_text(COMMUNES.replace("Thạch Hà", "Thạch Hà Mới"))
        counts, _failure = report(str(changed))
        assert (counts["imported"], counts["updated"]) == (0, 1)
        assert list(queries.units_found("thach ha moi")) == [Unit.objects.get(name="Thạch Hà Mới")]

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (b"", "dạng tệp"),
            (b"a,b\n1,2\n", "dạng tệp"),
            (b"\xff\xfe\x00\x01", "UTF-8"),
            (b"code,full_name,name,unit_type\n42,\x00,A,B\n", "ký tự"),
            ("code,full_name,name,unit_type\n4x,Tỉnh A,A,Tỉnh\n".encode(), "dòng 2"),
            ("code,full_name,name,unit_type\n42,,A,Tỉnh\n".encode(), "dòng 2"),
            ("code,full_name,name,unit_type\n42,Tỉnh A\n".encode(), "dòng 2"),
            (f"code,full_name,name,unit_type\n42,{'x' * 200},A,Tỉnh\n".encode(), "120"),
            ("code,full_name,name,unit_type\n٤٢,Tỉnh A,A,Tỉnh\n".encode(), "mã số"),
            ('code,full_name,name,unit_type\n42,"Tỉnh A,A,Tỉnh\n'.encode(), "dòng"),
            (COMMUNES.encode(), "không có đơn vị cấp trên 42"),
            (CHANGES.encode(), "chưa có đơn vị mới"),
            (CHANGES.replace("whole", "half").encode(), "whole hoặc split"),
        ],
    )
    def test_what_cannot_be_used_is_named_and_exits_1(self, tmp_path, text, problem):
        path = tmp_path / "units.csv"
        path.write_bytes(text)
        counts, failure = report(str(path))
        assert failure.returncode == 1
        assert counts["rejected"] >= 1
        assert problem in " ".join(counts["problems"])

    def test_a_bad_row_does_not_stop_the_others(self, tmp_path):
        path = tmp_path / "units.csv"
        path.write_text(PROVINCES + "x,Tỉnh X,X,Tỉnh,x,X\n44,Tỉnh Quảng Trị,Quảng Trị,Tỉnh,q,Q\n")
        counts, failure = report(str(path))
        assert (counts["imported"], counts["rejected"], failure.returncode) == (2, 1, 1)

    @pytest.mark.parametrize("name", ["khong-co.csv", ".", "a\0b"])
    def test_files_that_are_none_are_one_line_and_exit_2(self, name, tmp_path):
        printed, failure = run(str(tmp_path / name) if "\0" not in name else name)
        assert failure.returncode == 2
        assert "Không đọc được tệp" in str(failure)
        assert printed == ""

    @pytest.mark.parametrize("asked", ["", "\0", "\ud800", "%"])
    def test_odd_questions_find_nothing(self, files, asked):
        run(*files)
        assert list(queries.units_found(asked)) == []


@given(st.binary(max_size=300))
def test_any_bytes_become_problems_or_nothing(content):
    readings = Readings()
    read_into(readings, "x.csv", content)
    assert not readings.units
    assert len(readings.problems) == 1


@given(
    st.lists(st.lists(st.text(max_size=12), max_size=14), max_size=6),
    st.sampled_from([PROVINCES, COMMUNES, FORMER, CHANGES]),
)
def test_any_rows_below_a_known_head_are_read_or_named(rows, shape):
    head = shape.split("\n", 1)[0]
    text = "\n".join([head, *(",".join(row) for row in rows)])
    readings = Readings()
    read_into(readings, "x.csv", text.encode("utf-8", "surrogatepass"))
    for unit in readings.units.values():
        assert unit.key[2].isdigit()
        assert unit.full_name == unit.full_name.strip() != ""


class TestStarter:
    def test_the_shipped_units_are_whole(self):
        readings = starter.unit_readings()
        two_tier = [key for key in readings.units if key[0] == "two_tier"]
        assert len(two_tier) == 70
        assert readings.problems == []
        former = {key for key in readings.units if key[:2] == ("three_tier", "commune")}
        assert {link.old for link in readings.links.values()} == former
        for link in readings.links.values():
            assert link.new in readings.units
        for old in former:
            assert sum(link.is_default for link in readings.links.values() if link.old == old) == 1

    @pytest.mark.django_db
    def test_the_real_files_hold_what_is_shipped(self):
        folder = Path(django_settings.ROOT) / env.read("MOTCUA_SAMPLE_DATA") / "units"
        if not folder.is_dir():
            pytest.skip(f"no sample data at {folder}: set MOTCUA_SAMPLE_DATA")
        counts, _failure = report(*(str(path) for path in sorted(folder.glob("*.csv"))))
        assert counts["imported"] > 24_000
        assert counts["rejected"] == 5  # former communes whose new one the list of 2026 does not know
        assert Unit.objects.filter(regime="two_tier", level="commune").count() == 3321
        assert Unit.objects.filter(regime="two_tier", level="province").count() == 34
        ha_tinh = Unit.objects.filter(regime="two_tier", parent__code="42")
        assert ha_tinh.count() == 69
        again, _failure = report(*(str(path) for path in sorted(folder.glob("*.csv"))))
        assert (again["imported"], again["updated"]) == (0, 0)
        shipped = starter.unit_readings()
        stored = {(u.regime, u.level, u.code): (u.name, u.full_name, u.kind) for u in Unit.objects.all()}
        for key, unit in shipped.units.items():
            assert stored[key] == (unit.name, unit.full_name, unit.kind)
        links = set(UnitSuccession.objects.values_list("old__code", "new__code", "is_whole", "is_default"))
        for link in shipped.links.values():
            assert (link.old[2], link.new[2], link.is_whole, link.is_default) in links
