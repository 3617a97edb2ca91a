"""The import: every record accounted for, versions only where content changed, nothing ever raised."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.directory.catalogue.actions import import_catalogue as module
from motcua.directory.catalogue.tests.factories import SAMPLE, counts, import_bytes, needs_sample
from motcua.directory.catalogue.tests.test_reading import JSONISH
from motcua.directory.procedures import queries
from motcua.directory.procedures.choices import RecordKind, VersionState
from motcua.directory.procedures.events import CatalogueImported
from motcua.directory.procedures.models import CatalogueImport, Procedure, ProcedureVersion
from motcua.directory.procedures.rules.content import digest
from motcua.directory.procedures.tests.factories import AT, BIRTH, TODAY, catalogue_record, publish
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


def line(**more):
    raw = {"code": BIRTH, "name": "Khai sinh", "state": "ACTIVE", "executionMethods": []}
    return json.dumps(raw | more).encode()


def csv(*rows):
    return "\n".join(["code,name,state,categories", *rows]).encode()


def test_a_new_record_is_imported_and_in_force():
    assert counts(import_bytes(line())) == (1, 0, 0, 0)
    version = queries.version_in_force(BIRTH, TODAY)
    assert (version.number, version.state, version.record_kind) == (
        1,
        VersionState.PUBLISHED,
        RecordKind.FULL,
    )
    assert version.folded == "khai sinh"


def test_the_same_again_changes_nothing():
    import_bytes(line())
    events, runs = Event.objects.count(), CatalogueImport.objects.count()
    assert counts(import_bytes(line(), at=LATER)) == (0, 0, 1, 0)
    assert (Event.objects.count(), CatalogueImport.objects.count()) == (events, runs)


def test_changed_content_is_a_new_version_from_that_day_on():
    import_bytes(line())
    assert counts(import_bytes(line(name="Đăng ký khai sinh"), at=LATER)) == (0, 1, 0, 0)
    old, new = ProcedureVersion.objects.order_by("number")
    assert (old.valid_to, new.valid_from, new.number) == (LATER.date(), LATER.date(), 2)
    assert queries.version_in_force(BIRTH, TODAY) == old
    assert queries.version_in_force(BIRTH, LATER.date()) == new


def test_a_change_on_the_same_day_takes_over_at_once():
    import_bytes(line())
    import_bytes(line(name="Mới"))
    assert queries.version_in_force(BIRTH, TODAY).name == "Mới"


def test_what_does_not_belong_to_the_content_makes_no_version():
    import_bytes(line())
    assert counts(import_bytes(line(createdAt=5, id="other", unknown={"x": 1}))) == (0, 0, 1, 0)


def test_a_first_version_holds_from_its_decision_on():
    import_bytes(line(procedureProposal={"proposalNumber": "1/QĐ", "decisionDate": 1768496400000}))
    version = ProcedureVersion.objects.get()
    assert version.valid_from.isoformat() == "2026-01-16"


def test_a_row_of_the_list_never_replaces_a_full_record():
    import_bytes(line())
    assert counts(import_bytes(csv(f"{BIRTH},Tên khác,ACTIVE,Hộ tịch"))) == (0, 0, 1, 0)
    assert counts(import_bytes(csv(f"{BIRTH},Tên khác,INACTIVE,Hộ tịch"))) == (0, 0, 1, 0)
    assert queries.version_in_force(BIRTH, TODAY).name == "Khai sinh"


def test_a_full_record_replaces_a_row_of_the_list():
    import_bytes(csv(f"{BIRTH},Khai sinh,ACTIVE,Hộ tịch"))
    assert counts(import_bytes(line())) == (0, 1, 0, 0)
    assert queries.version_in_force(BIRTH, TODAY).record_kind == RecordKind.FULL


def test_an_older_full_record_never_replaces_a_newer():
    import_bytes(line(updatedAt=2_000_000_000_000))
    assert counts(import_bytes(line(updatedAt=1_900_000_000_000, name="Cũ"))) == (0, 0, 1, 0)


def test_withdrawal_and_return():
    import_bytes(line())
    assert counts(import_bytes(line(state="INACTIVE"), at=LATER)) == (0, 1, 0, 0)
    assert counts(import_bytes(line(state="INACTIVE"), at=LATER)) == (0, 0, 1, 0)
    assert queries.version_in_force(BIRTH, LATER.date()) is None
    assert queries.version_in_force(BIRTH, TODAY) is not None
    assert counts(import_bytes(line(), at=LATER)) == (0, 1, 0, 0)
    assert queries.version_in_force(BIRTH, LATER.date()).number == 2


def test_a_record_that_was_withdrawn_before_it_came():
    assert counts(import_bytes(line(state="INACTIVE"))) == (1, 0, 0, 0)
    assert queries.version_in_force(BIRTH, TODAY) is None


def test_duplicates_in_one_file():
    same = b"\n".join([line(), line()])
    assert counts(import_bytes(same)) == (1, 0, 1, 0)
    assert counts(import_bytes(same)) == (0, 0, 2, 0)
    report = import_bytes(b"\n".join([line(), line(name="Khác")]))
    assert counts(report) == (0, 0, 1, 1)
    assert report.problems[0].code == BIRTH
    assert "trùng mã" in report.problems[0].reason


def test_a_mistyped_code_yields_to_the_one_who_has_it_right():
    data = csv(f" {BIRTH},Sai chỗ,ACTIVE,A", f"{BIRTH},Đúng chỗ,ACTIVE,A")
    report = import_bytes(data)
    assert counts(report) == (1, 0, 0, 1)
    assert Procedure.objects.get().code == BIRTH
    assert queries.version_in_force(BIRTH, TODAY).name == "Đúng chỗ"
    assert report.problems[0].line == 2
    assert counts(import_bytes(data)) == (0, 0, 1, 1)


def test_a_leading_space_alone_is_no_fault():
    assert counts(import_bytes(csv(" 1.014325,Tên,ACTIVE,A"))) == (1, 0, 0, 0)
    assert Procedure.objects.get().code == "1.014325"


def test_one_bad_record_spoils_no_other():
    lines = [line(code=f"1.00000{n}") for n in range(4)]
    lines[1] = line(code="1.000001", name="a\x00b")
    lines[2] = b'{"code": "1.000002", "name": '
    report = import_bytes(b"\n".join(lines))
    assert counts(report) == (2, 0, 0, 2)
    assert [(p.record, p.line) for p in report.problems] == [(2, 2), (3, 3)]


def test_a_record_the_database_refuses_is_rejected_alone(monkeypatch):
    real = module.publish_records

    def refusing(*, records, **known):
        if any(record.code == "1.000002" for record in records):
            raise DatabaseError("disk I/O error")
        return real(records=records, **known)

    monkeypatch.setattr(module, "publish_records", refusing)
    report = import_bytes(b"\n".join(line(code=f"1.00000{n}") for n in range(5)))
    assert counts(report) == (4, 0, 0, 1)
    assert report.problems[0].code == "1.000002"
    assert CatalogueImport.objects.count() == 1


def test_more_records_than_a_batch(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)
    data = b"\n".join(line(code=f"1.0000{n:02}") for n in range(10))
    assert counts(import_bytes(data)) == (10, 0, 0, 0)
    assert CatalogueImport.objects.get().batches == 4
    assert Event.objects.filter(kind=CatalogueImported.kind).count() == 4


def test_content_reads_back_as_it_was_written():
    record = catalogue_record()
    publish(record)
    version = queries.with_content(ProcedureVersion.objects.all()).get()
    assert queries.content_of(version) == record.content
    assert version.content_digest == digest(record.content)


def test_full_records_are_stated_one_by_one_and_rows_by_their_batch():
    publish(catalogue_record("1.000001"), catalogue_record("1.000002", kind=RecordKind.LIST))
    kinds = list(Event.objects.values_list("kind", flat=True).order_by("id"))
    assert kinds == ["procedures.version_published", "procedures.catalogue_imported"]


def test_names_are_stored_composed():
    import unicodedata

    import_bytes(line(name=unicodedata.normalize("NFD", "Đăng ký kết hôn")))
    assert ProcedureVersion.objects.get().name == "Đăng ký kết hôn"


KEYS = ["code", "name", "state", "type", "executionMethods", "executionCases", "executionSteps", "cases",
        "categoriesDetails", "procedureProposal", "isWard", "updatedAt", "legalBasisesDetails"]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSONISH, max_size=5) | JSONISH, max_size=6))
def test_any_json_is_accounted_for_and_idempotent(records):
    known = [r | {"code": BIRTH, "name": "A"} if isinstance(r, dict) and "code" in r else r for r in records]
    data = json.dumps(known).encode()
    first = import_bytes(data)
    assert sum(counts(first)) == len(records)
    assert len(first.problems) == first.rejected
    again = import_bytes(data)
    assert again.rejected == first.rejected
    assert again.imported == again.updated == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.binary(max_size=200)
    | st.text(st.characters(), max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_taken(data):
    for start in (b"", b"code,name\n", b'{"code":"1.000001","name":"'):
        report = import_bytes(start + data)
        assert len(report.problems) == report.rejected


@needs_sample
class TestSampleFiles:
    """The national files as they are."""

    def test_details(self):
        data = (SAMPLE / "details.jsonl").read_bytes()
        assert counts(import_bytes(data)) == (298, 0, 0, 0)
        assert counts(import_bytes(data, at=LATER)) == (0, 0, 298, 0)
        limit = queries.statutory_limit(queries.version_in_force("1.000080", TODAY))
        assert str(limit) == "12 ngày làm việc"

    def test_list_then_details_then_list(self):
        catalogue = (SAMPLE / "catalog.csv").read_bytes()
        details = (SAMPLE / "details.jsonl").read_bytes()
        first = import_bytes(catalogue)
        assert counts(first) == (5669, 0, 0, 1)
        assert first.problems[0].code == "1.014325"
        assert counts(import_bytes(details)) == (0, 298, 0, 0)
        assert counts(import_bytes(catalogue)) == (0, 0, 5669, 1)
        assert queries.versions_in_force(TODAY).count() == 5669
        for version in queries.with_content(ProcedureVersion.objects.filter(record_kind=RecordKind.FULL)):
            assert digest(queries.content_of(version)) == version.content_digest

    def test_a_file_of_another_shape_is_rejected_line_by_line(self):
        report = import_bytes((SAMPLE / "text_local_levels.jsonl").read_bytes())
        assert counts(report) == (0, 0, 0, 949)
