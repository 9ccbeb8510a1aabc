
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('program', models.CharField(max_length=20)),
                ('program_since', models.DateTimeField(null=True)),
                ('office', models.CharField(blank=True, max_length=40)),
                ('office_since', models.DateTimeField(null=True)),
                ('received_at', models.DateTimeField()),
                ('stage', models.CharField(blank=True, max_length=30)),
                ('stage_since', models.DateTimeField(null=True)),
                ('overall', models.CharField(choices=[('RECEIVED', 'Received'), ('IN_PROGRESS', 'In progress'), ('CLOSED', 'Closed')], default='RECEIVED', max_length=12)),
                ('decision', models.CharField(blank=True, max_length=20)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None)),
                ('latest_at', models.DateTimeField()),
                ('program_event', models.CharField(blank=True, max_length=120)),
                ('office_event', models.CharField(blank=True, max_length=120)),
                ('stage_event', models.CharField(blank=True, max_length=120)),
                ('decision_event', models.CharField(blank=True, max_length=120)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='clients.client')),
            ],
        ),
        migrations.CreateModel(
            name='DocumentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(max_length=30)),
                ('requested_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='applications.application')),
            ],
        ),
        migrations.CreateModel(
            name='FeedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.CharField(max_length=120)),
                ('type', models.CharField(max_length=40)),
                ('time', models.DateTimeField()),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('data', models.JSONField()),
                ('state', models.CharField(choices=[('APPLIED', 'Applied'), ('WAITING', 'Waiting for its file or client')], max_length=10)),
                ('waits_for', models.CharField(blank=True, max_length=60)),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'WAITING')), fields=['waits_for'], name='feed_event_waiting')],
                'constraints': [models.UniqueConstraint(fields=('event_id',), name='one_event_per_id')],
            },
        ),
        migrations.CreateModel(
            name='FeedRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=200)),
                ('mapping', models.CharField(blank=True, max_length=300)),
                ('header', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('RUNNING', 'Running'), ('DONE', 'Done'), ('BROKEN_OFF', 'Broken off; start it again')], default='RUNNING', max_length=12)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('lines_read', models.BigIntegerField(default=0)),
                ('accepted', models.BigIntegerField(default=0)),
                ('already_known', models.BigIntegerField(default=0)),
                ('set_aside', models.BigIntegerField(default=0)),
                ('left_out', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['source', 'state'], name='feed_run_of_source')],
            },
        ),
        migrations.CreateModel(
            name='FeePayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fee', models.CharField(max_length=20)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10)),
                ('receipt', models.CharField(blank=True, max_length=60)),
                ('paid_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payments', to='applications.application')),
            ],
        ),
        migrations.CreateModel(
            name='ReleasedNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('language', models.CharField(max_length=2)),
                ('translation', models.TextField(blank=True)),
                ('released_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='applications.application')),
            ],
        ),
        migrations.CreateModel(
            name='SectionStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=20)),
                ('status', models.CharField(max_length=20)),
                ('since', models.DateTimeField()),
                ('event', models.CharField(max_length=120)),
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='applications.application')),
            ],
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_number', models.BigIntegerField()),
                ('line', models.TextField()),
                ('reason', models.CharField(choices=[('NOT_TEXT', 'The line is not readable text (UTF-8).'), ('NOT_JSON', 'The line is not whole JSON.'), ('TOO_LONG', 'The line is longer than a feed event may be.'), ('BAD_ROW', 'The row does not have the columns of the header.'), ('NOT_AN_EVENT', 'The line is JSON, but not an event.'), ('MISSING_FIELD', 'A field is missing.'), ('BAD_VALUE', 'A field has a value that cannot be right.'), ('UNKNOWN_TYPE', 'The type of event is not known.'), ('UNKNOWN_PROGRAM', 'The program is not in the catalogue.'), ('UNKNOWN_STAGE', 'The stage has no sentence in both languages in the catalogue.'), ('UNKNOWN_SECTION', 'The section or its status is not in the catalogue.'), ('UNKNOWN_DOCUMENT', 'The document is not in the catalogue.'), ('UNKNOWN_REASON', 'The reason is not in the catalogue.'), ('UNKNOWN_DECISION', 'The decision is not in the catalogue.'), ('UNKNOWN_OFFICE', 'The office is not in the catalogue.'), ('UNKNOWN_FEE', 'The fee is not in the catalogue.'), ('UNMAPPED', 'The mapping has no entry for this value.'), ('CONFLICT', 'An event with this id was accepted before with other contents.')], max_length=20)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('set_aside_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside_lines', to='applications.feedrun')),
            ],
            options={
                'verbose_name_plural': 'set aside',
            },
        ),
        migrations.CreateModel(
            name='StageEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=30)),
                ('entered_at', models.DateTimeField()),
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='stage_entries', to='applications.application')),
            ],
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('number',), name='one_application_per_number'),
        ),
        migrations.AddIndex(
            model_name='documentrequest',
            index=models.Index(fields=['application', 'document'], name='documents_of_application'),
        ),
        migrations.AddConstraint(
            model_name='sectionstatus',
            constraint=models.UniqueConstraint(fields=('application', 'section'), name='one_status_per_section'),
        ),
        migrations.AddIndex(
            model_name='setaside',
            index=models.Index(condition=models.Q(('accepted_at', None)), fields=['-set_aside_at'], name='set_aside_open'),
        ),
        migrations.AddConstraint(
            model_name='setaside',
            constraint=models.UniqueConstraint(fields=('run', 'line_number'), name='one_reason_per_line'),
        ),
        migrations.AddIndex(
            model_name='stageentry',
            index=models.Index(fields=['application', 'entered_at', 'id'], name='stages_of_application'),
        ),
    ]
