"""What was published is never changed: not by the model, not by the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.directory.procedures.models import Component, Fee, FrozenVersion, ProcedureVersion, TimeLimit
from motcua.directory.procedures.tests.factories import published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [ProcedureVersion, Component, TimeLimit, Fee])
def test_rows_refuse_to_be_saved_again_or_deleted(model):
    published()
    row = model.objects.first()
    with pytest.raises(FrozenVersion):
        row.save()
    with pytest.raises(FrozenVersion):
        row.save(update_fields=["id"])
    with pytest.raises(FrozenVersion):
        row.delete()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (ProcedureVersion, {"name": "Tên khác"}),
        (ProcedureVersion, {"content_digest": "x"}),
        (ProcedureVersion, {"levels": []}),
        (Component, {"is_required": False}),
        (TimeLimit, {"value": 99}),
        (Fee, {"amount_vnd": 0}),
    ],
)
def test_the_database_refuses_changes(model, change):
    published()
    with pytest.raises(DatabaseError, match="chi duoc ghi them"), transaction.atomic():
        model.objects.update(**change)


def test_the_database_refuses_deletion():
    published()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procedures_component")


def test_only_its_end_and_its_state_may_change():
    version = published()
    version.valid_to = version.valid_from
    version.save(update_fields=["valid_to"])
    version.name = "Tên khác"
    with pytest.raises(FrozenVersion):
        version.save(update_fields=["valid_to", "name"])
