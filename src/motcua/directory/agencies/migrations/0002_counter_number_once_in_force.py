from django.db import migrations, models


class Migration(migrations.Migration):
    """The number of a closed counter may be given to a new one."""

    dependencies = [
        ('agencies', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='counter',
            name='counter_number_once',
        ),
        migrations.AddConstraint(
            model_name='counter',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('one_stop', 'number'), name='counter_number_once'),
        ),
    ]
