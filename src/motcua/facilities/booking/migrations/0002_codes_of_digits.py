"""Appointments booked before keep the code they were given; new ones are told by digits alone."""

from django.db import migrations, models
from django.db.models.functions import Substr, Upper


def keep_first_codes(apps, schema_editor):
    rows = apps.get_model("booking", "Appointment").objects.filter(code="")
    rows.update(code=Upper(Substr("token", 1, 8)))


class Migration(migrations.Migration):
    dependencies = [("booking", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="code",
            field=models.CharField(db_index=True, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="appointment",
            name="person_key",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(keep_first_codes, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                fields=("hall", "day", "code"), name="appointment_code_once"
            ),
        ),
    ]
