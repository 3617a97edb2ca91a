from django.db import migrations, models


class Migration(migrations.Migration):
    """The log of reads, its table as `dossiers` made it; so is the search table, which no model stands for."""

    initial = True

    dependencies = [
        ('dossiers', '0007_moved_out'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='AccessEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_index=True)),
                        ('dossier_id', models.BigIntegerField(null=True)),
                        ('officer_id', models.BigIntegerField(null=True)),
                        ('address', models.CharField(max_length=45)),
                        ('what', models.CharField(max_length=40)),
                        ('why', models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        'db_table': 'dossiers_accessentry',
                        'indexes': [models.Index(fields=['dossier_id', 'at'], name='access_of_dossier')],
                    },
                ),
            ],
        ),
    ]
