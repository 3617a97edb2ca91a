from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField(help_text="bytes")),
                ("media_type", models.CharField(max_length=100)),
                ("pages", models.PositiveSmallIntegerField(help_text="of a PDF", null=True)),
                ("stored_at", models.DateTimeField()),
            ],
        ),
    ]
