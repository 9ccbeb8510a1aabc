
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.fields.json
import guichet.foundation.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0009_scope_of_times'),
        ('worklists', '0002_urgency_and_turn'),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ASSIGN', 'Given to somebody'), ('HAND_OVER', 'Handed over with a note'), ('PUT_OFF', 'Put off'), ('URGENCY', 'Urgency changed'), ('GIVE_BACK', 'Put back for others')], max_length=10)),
                ('done_at', models.DateTimeField()),
                ('changes', models.JSONField()),
                ('undone_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Asking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('to_team', models.CharField(blank=True, max_length=40)),
                ('answer_by', models.DateTimeField()),
                ('further_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('news', models.CharField(blank=True, choices=[('TAKEN', 'Somebody took it'), ('GIVEN', 'It was given to somebody else'), ('RANKED', 'Its urgency was changed'), ('PUT_OFF', 'It was put off'), ('WOKEN', 'It waits no longer: something happened'), ('LATE', 'It is late'), ('FURTHER', 'Nobody answered: it went further'), ('ANSWERED', 'Your question has an answer'), ('DONE', 'It is done')], max_length=10)),
                ('news_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('HANDED', 'When it was handed over'), ('ASKED', 'Question asked'), ('ANSWERED', 'Answer given')], max_length=10)),
                ('text', guichet.foundation.sealing.SealedText()),
                ('written_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Praise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', guichet.foundation.sealing.SealedText()),
                ('passed_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('team', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='identity.staff')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                ('skills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('team', models.CharField(blank=True, max_length=40)),
                ('at_once', models.PositiveSmallIntegerField(null=True)),
                ('gets_until', models.DateTimeField(null=True)),
                ('got_at', models.DateTimeField(null=True)),
                ('paused_until', models.DateTimeField(null=True)),
                ('paused_for', models.CharField(blank=True, choices=[('HARD', 'After a hard contact'), ('DANGER', 'After a contact about danger'), ('ABUSE', 'After abuse')], max_length=10)),
            ],
        ),
        migrations.AddField(
            model_name='task',
            name='team',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='task',
            name='wakes_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='wakes_on',
            field=models.CharField(blank=True, choices=[('MESSAGE', 'A new message'), ('DOCUMENT', 'A document is received'), ('DECISION', 'A decision is made'), ('ANSWER', 'The answer of whoever was asked')], max_length=10),
        ),
        migrations.AlterField(
            model_name='task',
            name='taken_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state__in', ('OPEN', 'TAKEN'))), fields=['kind', 'opened_at'], name='task_oldest_of_kind'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state__in', ('OPEN', 'TAKEN'))), fields=['skill', 'turn_at', 'id'], name='task_turn_of_skill'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(django.db.models.fields.json.KeyTextTransform('channel', 'facts'), models.F('turn_at'), models.F('id'), condition=models.Q(('state__in', ('OPEN', 'TAKEN'))), name='task_turn_of_channel'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state__in', ('OPEN', 'TAKEN')), ('urgency__gte', 2)), fields=['turn_at', 'id'], name='task_urgent'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state__in', ('OPEN', 'TAKEN')), models.Q(('team', ''), _negated=True)), fields=['team', 'turn_at', 'id'], name='task_turn_of_team'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state__in', ('OPEN', 'TAKEN')), ('wakes_at__isnull', False)), fields=['wakes_at'], name='task_asleep'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state', 'TAKEN')), fields=['taken_by', 'turn_at', 'id'], name='task_turn_of_holder'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['opened_at'], name='task_opened'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('wakes_on', ''), ('wakes_at__isnull', False), _connector='OR'), name='put_off_till_a_moment'),
        ),
        migrations.AddField(
            model_name='act',
            name='staff',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='asking',
            name='answered_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='asking',
            name='asked_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='asking',
            name='task',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='askings', to='worklists.task'),
        ),
        migrations.AddField(
            model_name='asking',
            name='to_staff',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='follow',
            name='staff',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='follow',
            name='task',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='worklists.task'),
        ),
        migrations.AddField(
            model_name='note',
            name='task',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='worklists.task'),
        ),
        migrations.AddField(
            model_name='note',
            name='written_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='praise',
            name='passed_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='praise',
            name='staff',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='praise',
            name='task',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='praises', to='worklists.task'),
        ),
        migrations.AddField(
            model_name='presence',
            name='staff',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.staff'),
        ),
        migrations.AddField(
            model_name='presence',
            name='task',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='worklists.task'),
        ),
        migrations.AddField(
            model_name='savedview',
            name='staff',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.staff'),
        ),
        migrations.AddIndex(
            model_name='worker',
            index=models.Index(fields=['team'], name='workers_of_team'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['done_at'], name='acts_to_forget'),
        ),
        migrations.AddIndex(
            model_name='asking',
            index=models.Index(fields=['task', 'id'], name='askings_of_task'),
        ),
        migrations.AddIndex(
            model_name='asking',
            index=models.Index(condition=models.Q(('answered_at', None), ('further_at', None)), fields=['answer_by'], name='askings_in_silence'),
        ),
        migrations.AddConstraint(
            model_name='asking',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('task',), name='one_open_asking_of_a_task'),
        ),
        migrations.AddConstraint(
            model_name='asking',
            constraint=models.CheckConstraint(condition=models.Q(('to_staff__isnull', False), models.Q(('to_team', ''), _negated=True), _connector='OR'), name='asked_of_somebody'),
        ),
        migrations.AddIndex(
            model_name='follow',
            index=models.Index(fields=['staff', '-news_at'], name='followed_by'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('task', 'staff'), name='followed_once'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['task', 'id'], name='notes_of_task'),
        ),
        migrations.AddIndex(
            model_name='praise',
            index=models.Index(fields=['task'], name='praises_of_task'),
        ),
        migrations.AddIndex(
            model_name='praise',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['staff'], name='praises_to_read'),
        ),
        migrations.AddIndex(
            model_name='presence',
            index=models.Index(fields=['seen_at'], name='presence_to_forget'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('task', 'staff'), name='present_once_at_a_task'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(condition=models.Q(('team', '')), fields=('staff', 'name'), name='one_view_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(condition=models.Q(('team', ''), _negated=True), fields=('team', 'name'), name='one_team_view_of_a_name'),
        ),
    ]
