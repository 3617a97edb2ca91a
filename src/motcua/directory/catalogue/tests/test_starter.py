"""The starter catalogue: loads without a fault, covers what a commune needs, and agrees with the official records."""

import json
from functools import cache

import pytest

from motcua.directory.catalogue.actions.load_starter import FOLDER, load_starter
from motcua.directory.catalogue.rules.fields import BadRecord
from motcua.directory.catalogue.rules.listing import read_row
from motcua.directory.catalogue.rules.official import read_official
from motcua.directory.catalogue.rules.reading import read_records
from motcua.directory.catalogue.rules.starter import read_starter
from motcua.directory.catalogue.tests.factories import SAMPLE, counts, import_bytes, needs_sample
from motcua.directory.procedures import queries
from motcua.directory.procedures.models import ProcedureVersion
from motcua.directory.procedures.queries import search
from motcua.directory.procedures.rules.content import VersionContent
from motcua.directory.procedures.rules.limits import limit_in_words
from motcua.directory.procedures.tests.factories import AT, TODAY
from motcua.kernel.text import fold, nfc

RAW = [raw for path in sorted(FOLDER.glob("starter*.json")) for raw in json.loads(path.read_text())]
RECORDS = {raw["code"]: read_starter(raw) for raw in RAW}


def limits_of(content: VersionContent) -> set[tuple]:
    return {(limit.value, limit.unit) for channel in content.channels for limit in channel.limits}


def amounts_of(content: VersionContent) -> set[int]:
    limits = (limit for channel in content.channels for limit in channel.limits)
    return {fee.amount_vnd for limit in limits for fee in limit.fees if fee.amount_vnd}


def test_it_is_broad_enough():
    assert len(RECORDS) == len(RAW) >= 60
    assert len({sector.name for record in RECORDS.values() for sector in record.content.sectors}) >= 10
    levels = [level for record in RECORDS.values() for level in record.content.levels]
    assert levels.count("commune") >= 40
    assert levels.count("province") >= 15


@pytest.mark.parametrize("code", sorted(RECORDS))
def test_every_procedure_says_what_a_counter_needs(code):
    content = RECORDS[code].content
    assert content.name == nfc(content.name)
    assert any(value is not None for value, _ in limits_of(content))
    assert content.legal_bases
    assert content.results
    assert content.executing
    assert content.audiences
    assert any(paper.is_required for case in content.cases for paper in case.components)
    assert len(content.name) <= 210


@pytest.mark.django_db
def test_it_loads_once_and_serves():
    first = load_starter(at=AT)
    assert counts(first) == (len(RAW), 0, 0, 0)
    assert counts(load_starter(at=AT)) == (0, 0, len(RAW), 0)
    assert search("khai sinh", on=TODAY, limit=1).hits[0].code == "1.001193"
    for version in ProcedureVersion.objects.all():
        assert queries.statutory_limit(version) is not None


@pytest.mark.django_db
def test_an_official_record_replaces_it_for_good():
    load_starter(at=AT)
    official = {"code": "1.001193", "name": "Khai sinh", "executionMethods": []}
    assert counts(import_bytes(json.dumps(official).encode())) == (0, 1, 0, 0)
    assert counts(load_starter(at=AT)) == (0, 0, len(RAW), 0)
    assert queries.version_in_force("1.001193", TODAY).name == "Khai sinh"


@pytest.mark.parametrize(
    "change",
    [
        {"code": "x"}, {"name": ""}, {"limit": "ba ngày"}, {"limit": "3 weeks"}, {"fees": ["bribe 5"]},
        {"fees": ["fee năm"]}, {"papers": ["Tờ khai | x+y"]}, {"levels": "commune"},
    ],
)  # fmt: skip
def test_a_slip_in_the_file_is_refused(change):
    with pytest.raises(BadRecord):
        read_starter(RAW[0] | change)


@pytest.mark.parametrize("change", [{"levels": ["galaxy"]}, {"channels": ["pigeon"]}, {"online": "half"}])
def test_an_unknown_word_in_the_file_is_refused(change):
    with pytest.raises(BadRecord):
        read_starter(RAW[0] | change)


@cache
def listed():
    rows = read_records((SAMPLE / "catalog.csv").read_bytes())
    return {record.code: record for record in (read_row(raw.value) for raw in rows)}


@cache
def full():
    raws = read_records((SAMPLE / "details.jsonl").read_bytes())
    return {record.code: record for record in (read_official(raw.value) for raw in raws)}


def told():
    lines = (SAMPLE / "text_local_levels.jsonl").read_text().splitlines()
    return {raw["ma_thu_tuc"]: raw for raw in map(json.loads, lines)}


@needs_sample
class TestAgainstOfficialRecords:
    @pytest.mark.parametrize("code", sorted(RECORDS))
    def test_the_code_stands_for_that_procedure(self, code):
        official = fold(listed()[code].content.name)
        assert official.startswith(fold(RECORDS[code].content.name))

    def test_limits_are_among_the_published_ones(self):
        compared = 0
        for code in RECORDS.keys() & full().keys():
            published = {limit for limit in limits_of(full()[code].content) if limit[0] is not None}
            if published:
                assert limits_of(RECORDS[code].content) <= published, code
                compared += 1
        assert compared >= 20

    def test_amounts_are_among_the_published_ones(self):
        for code in RECORDS.keys() & full().keys():
            published = amounts_of(full()[code].content)
            if published:
                assert amounts_of(RECORDS[code].content) <= published, code

    def test_limits_are_told_in_the_text_of_the_others(self):
        compared, texts = 0, told()
        for code in RECORDS.keys() & texts.keys():
            text = fold(texts[code]["cach_thuc_thuc_hien"])
            for value, unit in limits_of(RECORDS[code].content):
                words = {"working_day": "ngay lam viec", "day": "ngay", "hour": "gio"}.get(unit)
                if words and value and f"{value} {words}" in text.replace(" 0", " "):
                    compared += 1
        assert compared >= 40

    def test_levels_are_the_published_ones(self):
        for code in RECORDS.keys() & full().keys():
            assert set(RECORDS[code].content.levels) <= set(full()[code].content.levels), code


def test_the_words_of_a_limit_are_read_alike():
    assert str(limit_in_words("Không quá 3 ngày làm việc")) == "3 ngày làm việc"
