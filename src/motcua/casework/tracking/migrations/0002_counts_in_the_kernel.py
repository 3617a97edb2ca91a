"""Wrong tries are counted by kernel.limits; what was counted in the last quarter of an hour is let go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_attempts")]

    operations = [migrations.DeleteModel(name="LookupAttempt")]
