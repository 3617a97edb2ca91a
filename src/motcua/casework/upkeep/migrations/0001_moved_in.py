from django.db import migrations, models

_DUTIES = {
    'dossiers.forget_reads': 'finding.forget_reads',
    'dossiers.forget_lookup_attempts': 'tracking.forget_lookup_attempts',
    'dossiers.recompute_due_dates': 'upkeep.recompute_due_dates',
    'dossiers.fire_timers': 'upkeep.fire_timers',
}
_REACTION = ('dossiers.recompute_due_dates', 'upkeep.recompute_due_dates')


def _rename(apps, duties, old, new):
    apps.get_model('events', 'Dispatch').objects.filter(reaction=old).update(reaction=new)
    runs = apps.get_model('events', 'PeriodicRun').objects
    for before, after in duties.items():
        runs.filter(name=before).update(name=after)


def rename(apps, schema_editor):
    """What waits is owed under the new name, and duties remember when they last ran."""
    _rename(apps, _DUTIES, *_REACTION)


def rename_back(apps, schema_editor):
    _rename(apps, {new: old for old, new in _DUTIES.items()}, *reversed(_REACTION))


class Migration(migrations.Migration):
    """Portions of due dates to count again, their table as `dossiers` made it; names of duties follow their apps."""

    initial = True

    dependencies = [
        ('dossiers', '0007_moved_out'),
        ('events', '0002_announce_and_failed_duties'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Recomputation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event_id', models.BigIntegerField()),
                        ('first_id', models.BigIntegerField()),
                        ('last_id', models.BigIntegerField(null=True)),
                        ('moved', models.PositiveIntegerField(default=0)),
                        ('done_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'db_table': 'dossiers_recomputation',
                        'ordering': ['id'],
                        'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['id'], name='recomputation_open')],
                        'constraints': [models.UniqueConstraint(fields=('event_id', 'first_id'), name='recomputation_once')],
                    },
                ),
            ],
        ),
        migrations.RunPython(rename, rename_back),
    ]
