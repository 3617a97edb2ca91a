"""An upgrade from the previous schema with data in it: nothing is lost and the log still verifies.

"Previous" is every app one migration back. Migrations that cannot be undone are no way to an
earlier schema; such a release adds a dump of the schema before it here.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, advance, make_accepted, make_draft, make_office
from motcua.kernel.events import append_only
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)


def previous() -> list[tuple[str, str]]:
    """The last migration but one of every app of ours that has several."""
    loader = MigrationExecutor(connection).loader
    found = []
    for app, name in loader.graph.leaf_nodes():
        if not loader.get_migration(app, name).__module__.startswith("motcua."):
            continue
        before = [parent for parent in loader.graph.node_map[(app, name)].parents if parent.key[0] == app]
        found += [parent.key for parent in before]
    return found


def test_there_is_a_previous_schema():
    assert "dossiers" in {app for app, _name in previous()}


def test_data_of_the_previous_schema_comes_through():
    back = previous()
    executor = MigrationExecutor(connection)
    executor.migrate(back)
    tables = set(connection.introspection.table_names())
    append_only.install()

    office = make_office()
    accepted = make_accepted(office)
    working = advance(office, make_accepted(office), "appraise", MONDAY + timedelta(hours=1))
    make_draft(office)
    before = {d.pk: d.state() for d in Dossier.objects.all()}
    events = list(Event.objects.order_by("id").values_list("id", "hash"))

    call_command("migrate", verbosity=0)

    assert set(connection.introspection.table_names()) > tables
    assert {d.pk: d.state() for d in Dossier.objects.all()} == before
    assert list(Event.objects.order_by("id").values_list("id", "hash")) == events
    assert append_only.missing() == []
    subjects = (accepted.subject, working.subject)
    assert [d for d in map(str, verify()) if d.startswith(subjects)] == []
    assert (
        advance(office, Dossier.objects.get(pk=accepted.pk), "appraise", MONDAY + timedelta(hours=2)).step
        == "appraise"
    )
