"""`motcua audit verify`: what the log says of the catalogue, held against the rows."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.directory.procedures import projections
from motcua.directory.procedures.choices import RecordKind
from motcua.directory.procedures.tests.factories import AT, catalogue_record, publish, published
from motcua.kernel.events import log
from motcua.kernel.events.append_only import install

pytestmark = pytest.mark.django_db


def differences():
    found = []
    for subject in {s for kind in ("import", "procedure") for s in _subjects(kind)}:
        events = log.of(subject)
        if subject.startswith("catalogue_import"):
            found += projections.check_import(subject, events)
        else:
            found += projections.check_procedures({subject: events})
    return found


def _subjects(kind):
    from motcua.kernel.events.models import Event

    prefix = "catalogue_import:" if kind == "import" else "procedure:"
    return set(Event.objects.filter(subject__startswith=prefix).values_list("subject", flat=True))


def tamper(sql):
    """What an administrator of the database could do: drop the guard, change, put it back."""
    with connection.cursor() as cursor:
        for table in ("procedures_procedureversion", "procedures_component", "procedures_timelimit"):
            for verb in ("update", "delete"):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{table}_keep_{verb}"{on}')
        cursor.execute(sql)
    install()


@pytest.fixture
def catalogue():
    publish(catalogue_record("1.000001"), catalogue_record("1.000002", kind=RecordKind.LIST))
    later = AT + timedelta(days=2)
    publish(catalogue_record("1.000001", name="Mới"), catalogue_record("1.000002", name="Đủ"), at=later)
    publish(catalogue_record("1.000002", is_active=False), at=later + timedelta(days=2))
    publish(catalogue_record("1.000003", is_active=False), at=later)


@pytest.mark.usefixtures("catalogue")
def test_an_honest_catalogue_has_no_differences():
    assert differences() == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE procedures_procedureversion SET name = 'x' WHERE number = 1",
        "UPDATE procedures_procedureversion SET content_digest = 'x' WHERE number = 2",
        "UPDATE procedures_procedureversion SET valid_to = NULL WHERE number = 1",
        "UPDATE procedures_procedureversion SET state = 'published' WHERE state = 'withdrawn'",
        "UPDATE procedures_timelimit SET value = 99",
        "UPDATE procedures_component SET is_required = NOT is_required",
        "DELETE FROM procedures_component",
    ],
)
def test_rewriting_is_found(sql):
    tamper(sql)
    assert differences()


def test_the_projections_are_registered():
    from motcua.kernel.events.projections import registered

    published()
    names = {p.name: p for p in registered()}
    assert {"procedures.catalogue", "procedures.versions", "procedures.offers"} <= names.keys()
    assert len(list(names["procedures.versions"].subjects())) == 1
    assert len(list(names["procedures.catalogue"].subjects())) == 1
