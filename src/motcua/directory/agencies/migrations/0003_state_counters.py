from django.db import migrations

from motcua.directory.agencies.actions.add_place import state_counter
from motcua.directory.agencies.models import Counter
from motcua.kernel import clock


def state_counters(apps, schema_editor):
    """Counters entered before counters were stated come into the log as they stand now."""
    for counter in Counter.objects.select_related("one_stop").order_by("pk"):
        state_counter(counter, at=clock.now())


class Migration(migrations.Migration):
    """Only databases of the demo hold such counters: no page made any. The code, not the historical
    models, writes here, since only the code knows how the log is chained."""

    dependencies = [
        ('agencies', '0002_counter_number_once_in_force'),
        ('events', '0002_announce_and_failed_duties'),
    ]

    operations = [
        migrations.RunPython(state_counters, migrations.RunPython.noop),
    ]
