"""From bytes to records: whatever the bytes, every record has its place and nothing is raised."""

import gzip
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.directory.catalogue.rules.reading import Damage, Raw, read_records

HEADER = "code,name,state"
ROW = "1.000001,Khai sinh,ACTIVE"


def read(data):
    return list(read_records(data if isinstance(data, bytes) else data.encode()))


def values(items):
    return [item.value for item in items if isinstance(item, Raw)]


def damages(items):
    return [item for item in items if isinstance(item, Damage)]


def test_object_array_and_lines_give_the_same_records():
    records = [{"code": "1"}, {"code": "2"}]
    array = json.dumps(records, indent=1)
    lines = "\n".join(json.dumps(r) for r in records)
    assert values(read(array)) == values(read(lines)) == records
    assert values(read(json.dumps(records[0], indent=2))) == records[:1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding):
    assert values(read('{"name": "Đất đai"}'.encode(encoding))) == [{"name": "Đất đai"}]
    csv = f"{HEADER}\n1.000001,Đất đai,ACTIVE".encode(encoding)
    assert values(read(csv)) == [{"code": "1.000001", "name": "Đất đai", "state": "ACTIVE"}]


def test_lone_carriage_returns_end_lines():
    assert len(values(read(f"{HEADER}\r{ROW}\r{ROW}"))) == 2
    assert len(values(read('{"a":1}\r{"a":2}'))) == 2


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \t "])
def test_nothing_has_no_records(data):
    assert read(data) == []


@pytest.mark.parametrize(
    "data", [gzip.compress(b"{}", mtime=0), gzip.compress(b"{}", mtime=0)[:12], b"PK\x03\x04rest"]
)
def test_packed_files_are_named_as_such(data):
    (damage,) = read(data)
    assert "nén" in damage.reason


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"hello", b"name,state\nA,B", b"\xff\xfe", b"\x89PNG\r\n\x1a\n"]
)
def test_unknown_formats_are_one_problem(data):
    assert len(damages(read(data))) <= 1
    assert values(read(data)) == []


def test_a_damaged_line_does_not_spoil_its_neighbours():
    items = read('{"a":1}\n{"a":\n\n{"a":3}\n"x"')
    assert values(items) == [{"a": 1}, {"a": 3}, "x"]
    assert [(d.number, d.line) for d in damages(items)] == [(2, 2)]


def test_a_damaged_first_line_is_one_problem_among_good_lines():
    items = read('{broken\n{"a":2}\n{"a":3}')
    assert values(items) == [{"a": 2}, {"a": 3}]
    assert len(damages(items)) == 1


def test_broken_pretty_json_is_one_problem_not_one_a_line():
    assert len(read('{\n "a": 1,\n "b": \n\n')) == 1


def test_a_damaged_element_does_not_spoil_an_array():
    items = read('[{"a":1},\n{"a": [}, 5]},\n{"a":3}, {"b": "]}"}]')
    assert {"a": 1} in values(items)
    assert len(damages(items)) >= 1
    assert damages(items)[0].line == 2


def test_an_array_cut_short():
    items = read('[{"a":1},{"a":2},{"a"')
    assert values(items) == [{"a": 1}, {"a": 2}]
    assert damages(items)


def test_deep_nesting_is_one_problem():
    deep = "[" * 100_000 + "]" * 100_000
    items = read(f'[{{"a":1}},{deep},{{"a":3}}]')
    assert values(items) == [{"a": 1}, {"a": 3}]
    assert "sâu" in damages(items)[0].reason
    assert len(read('{"a":' + deep + "}")) == 1


def test_huge_numbers_and_not_numbers_do_not_stop_reading():
    items = read('[{"a": ' + "9" * 6000 + '}, {"a": NaN}, {"a": -Infinity}, {"a": 1e999}]')
    assert len(values(items)) == 4


class TestCsv:
    def test_rows_with_their_lines(self):
        items = read(f'{HEADER}\n{ROW}\n\n1.000002,"Tên, có phẩy\nhai dòng",ACTIVE\n')
        assert [(i.number, i.line) for i in items] == [(1, 2), (2, 4)]
        assert items[1].value["name"] == "Tên, có phẩy\nhai dòng"

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_other_delimiters(self, delimiter):
        assert len(values(read(f"{HEADER}\n{ROW}".replace(",", delimiter)))) == 1

    def test_too_many_or_too_few_columns(self):
        items = read(f"{HEADER}\n{ROW},x\n{ROW}\n1.000003\n")
        assert len(values(items)) == 1
        assert [d.line for d in damages(items)] == [2, 4]

    def test_an_open_quote_costs_one_row(self):
        items = read(f'{HEADER}\n1.000001,"Tên hở,ACTIVE\n1.000002,"Tên kín",ACTIVE\n{ROW}')
        assert [v["code"] for v in values(items)] == ["1.000002", "1.000001"]
        assert [d.line for d in damages(items)] == [2]

    def test_an_open_quote_at_the_end(self):
        items = read(f'{HEADER}\n{ROW}\n1.000002,"hở')
        assert len(values(items)) == 1
        assert len(damages(items)) == 1

    def test_an_open_quote_where_the_code_is_not_first(self):
        items = read('name,code\n"hở,1.000001\nKín,1.000002\n')
        assert [v["code"] for v in values(items)] == ["1.000002"]

    def test_long_fields_are_read(self):
        long = "x" * 200_000
        assert values(read(f"{HEADER}\n1.000001,{long},ACTIVE"))[0]["name"] == long

    def test_unknown_columns_are_carried_along(self):
        assert values(read(f"{HEADER},more\n{ROW},1"))[0]["more"] == "1"

    def test_a_header_without_name_is_refused(self):
        assert "code" in damages(read(f"code,title\n{ROW}"))[0].reason

    def test_bytes_that_are_no_text_stay_visible(self):
        (item,) = read(HEADER.encode() + b"\n1.000001,\xff\xfe\x00,ACTIVE")
        assert not item.value["name"].isprintable()


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(st.binary(max_size=300))
@example(b"[")
@example(b"{")
@example(b"[,")
@example(b"[1,]")
@example(b'{"a":1}{"b":2}')
@example(b'code,name\n"')
@example(b"\xfe\xff\x00")
def test_no_bytes_raise(data):
    for item in read(data):
        assert item.number >= 1
        assert item.line >= 1


@given(st.lists(JSONISH, max_size=5), st.integers(0, 400), st.sampled_from(["[", "", "code,name\n"]))
def test_no_cut_of_json_raises(records, cut, start):
    text = start + ",".join(json.dumps(record) for record in records)
    read(text[:cut].encode("utf-8", "surrogatepass"))


@given(st.lists(JSONISH, min_size=1, max_size=6))
def test_every_element_of_an_array_is_found(records):
    assert len(read(json.dumps(records))) == len(records)
