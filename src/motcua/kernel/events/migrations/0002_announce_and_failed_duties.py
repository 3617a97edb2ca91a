from django.db import migrations, models

# A row of the log tells whoever listens (`motcua serve live`) that something changed and for whom:
# agency and subject type only. PostgreSQL sends it on commit; on SQLite the file itself is watched.
_TELL = """
CREATE OR REPLACE FUNCTION motcua_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('motcua_events', COALESCE(NEW.agency_id::text, '') || ' ' || split_part(NEW.subject, ':', 1));
  RETURN NULL;
END $$;
CREATE TRIGGER events_event_tell AFTER INSERT ON events_event FOR EACH ROW EXECUTE FUNCTION motcua_tell();
"""
_SILENT = "DROP TRIGGER IF EXISTS events_event_tell ON events_event; DROP FUNCTION IF EXISTS motcua_tell();"


def _on_postgres(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AddField("periodicrun", "failed_at", models.DateTimeField(null=True)),
        migrations.AlterField("periodicrun", "last_at", models.DateTimeField(null=True)),
        migrations.RunPython(_on_postgres(_TELL), _on_postgres(_SILENT)),
    ]
