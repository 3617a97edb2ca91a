"""Processes become drawings (BPMN). Listed steps are drawn as they were."""

import hashlib

import django.db.models.deletion
from django.db import migrations, models

from motcua.facilities.workflow.rules import Sequence, Step
from motcua.facilities.workflow.sequential import table_of
from motcua.facilities.bpmn.table import to_xml


def draw(apps, schema_editor):
    for version in apps.get_model("workflow", "ProcessVersion").objects.select_related("process"):
        steps = Sequence(tuple(Step.from_json(step) for step in version.steps_json))
        version.xml = to_xml(table_of(steps, code=version.process.code, name=version.process.name))
        version.sha256 = hashlib.sha256(version.xml).hexdigest()
        version.save(update_fields=["xml", "sha256"])


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [
        migrations.AddField("Process", "owner_id", models.BigIntegerField(null=True)),
        migrations.AddField(
            "ProcessVersion",
            "state",
            models.CharField(
                max_length=9,
                choices=[("draft", "Bản thảo"), ("published", "Đã ban hành"), ("withdrawn", "Ngừng áp dụng")],
                default="published",
            ),
        ),
        migrations.AddField("ProcessVersion", "xml", models.BinaryField(default=b"")),
        migrations.AddField("ProcessVersion", "sha256", models.CharField(max_length=64, default="")),
        migrations.RunPython(draw, migrations.RunPython.noop),
        migrations.AlterField("ProcessVersion", "xml", models.BinaryField()),
        migrations.AlterField("ProcessVersion", "sha256", models.CharField(max_length=64)),
        migrations.AlterField("ProcessVersion", "valid_from", models.DateField(null=True)),
        migrations.AlterField("ProcessVersion", "published_at", models.DateTimeField(null=True)),
        migrations.RemoveField("ProcessVersion", "steps_json"),
    ]
