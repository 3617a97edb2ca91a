from django.db import migrations

# Screens of one hall and tickets on telephones wait for one subject among thousands: the tick names it.
_TELL = """
CREATE OR REPLACE FUNCTION motcua_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('motcua_events', COALESCE(NEW.agency_id::text, '') || ' ' || NEW.subject);
  RETURN NULL;
END $$;
"""
_TELL_TYPES = """
CREATE OR REPLACE FUNCTION motcua_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('motcua_events', COALESCE(NEW.agency_id::text, '') || ' ' || split_part(NEW.subject, ':', 1));
  RETURN NULL;
END $$;
"""


def _on_postgres(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("events", "0002_announce_and_failed_duties")]

    operations = [migrations.RunPython(_on_postgres(_TELL), _on_postgres(_TELL_TYPES))]
