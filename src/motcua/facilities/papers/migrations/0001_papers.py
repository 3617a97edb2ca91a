import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('files', '0001_stored_file'),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(db_index=True, max_length=64)),
                ('part', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=160, verbose_name='tên tệp')),
                ('kind', models.CharField(choices=[('original', 'Bản chính'), ('copy', 'Bản sao'), ('electronic', 'Bản điện tử')], max_length=10, verbose_name='loại')),
                ('uploaded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawal_reason', models.CharField(blank=True, choices=[('mistaken', 'Tải nhầm tệp'), ('unreadable', 'Mờ, thiếu trang, không đọc được'), ('replaced', 'Đã có bản khác thay thế'), ('by_applicant', 'Người nộp rút lại')], max_length=12)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.officer')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.officer')),
            ],
            options={
                'ordering': ['uploaded_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='paper_withdrawn_with_reason')],
            },
        ),
    ]
