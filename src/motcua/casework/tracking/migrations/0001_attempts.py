from django.db import migrations, models


class Migration(migrations.Migration):
    """Wrong tries at looking up, their table as `dossiers` made it."""

    initial = True

    dependencies = [
        ('dossiers', '0007_moved_out'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='LookupAttempt',
                    fields=[
                        ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('since', models.DateTimeField()),
                        ('wrong', models.PositiveIntegerField()),
                    ],
                    options={
                        'db_table': 'dossiers_lookupattempt',
                    },
                ),
            ],
        ),
    ]
