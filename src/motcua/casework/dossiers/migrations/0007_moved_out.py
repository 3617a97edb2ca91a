from django.db import migrations


class Migration(migrations.Migration):
    """Three tables belong to apps of their own now, by the same names: `finding`, `tracking`, `upkeep`."""

    dependencies = [
        ('dossiers', '0006_obligation'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name='AccessEntry'),
                migrations.DeleteModel(name='LookupAttempt'),
                migrations.DeleteModel(name='Recomputation'),
            ],
        ),
    ]
