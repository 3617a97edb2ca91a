"""The search index: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from django.db import migrations

_CREATE = {
    "postgresql": [
        "CREATE TABLE dossiers_search (dossier_id bigint PRIMARY KEY, terms tsvector NOT NULL)",
        "CREATE INDEX dossiers_search_terms ON dossiers_search USING gin (terms)",
    ],
    "sqlite": [
        "CREATE VIRTUAL TABLE dossiers_search USING fts5(terms, detail=none, columnsize=0, prefix='2 3',"
        " tokenize='ascii')"
    ],
}


def create(apps, schema_editor):
    for statement in _CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE dossiers_search")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
