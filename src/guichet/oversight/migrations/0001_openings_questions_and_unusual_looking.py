
import django.contrib.postgres.fields
import django.db.models.deletion
import guichet.foundation.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0004_access_log'),
    ]

    operations = [
        migrations.CreateModel(
            name='Protection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.BigIntegerField()),
                ('why', models.CharField(choices=[('SAFETY', 'The client is in danger'), ('STAFF', 'The client works here'), ('PUBLIC_FIGURE', 'The client is widely known')], max_length=20)),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('client_id', 'why'), name='one_protection_of_a_kind_per_client')],
            },
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_look', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_scan')],
            },
        ),
        migrations.CreateModel(
            name='BrokenGlass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.BigIntegerField()),
                ('barrier', models.CharField(choices=[('OTHER_OFFICE', 'The file is at another office.'), ('OTHER_PURPOSE', 'Your role does not open files for this purpose.'), ('SAFETY', 'The client is in danger; their file is protected.'), ('STAFF', 'The client works here; their file is protected.'), ('PUBLIC_FIGURE', 'The client is widely known; their file is protected.'), ('OWN_FILE', 'This is your own file, or one linked to your account.')], max_length=20)),
                ('purpose', models.CharField(choices=[('CLIENT_ASKED', 'The client is asking about it'), ('REPRESENTATIVE_ASKED', 'The client’s representative is asking about it'), ('WORK_ON_FILE', 'I am working on the file'), ('UNDELIVERED_NOTICE', 'A notice did not arrive'), ('SAME_PERSON', 'To see whether two records are one person’s'), ('COMPLAINT', 'A complaint about it'), ('QUALITY_REVIEW', 'Quality review'), ('BREAK_GLASS', 'Outside their own files, with a reason that is reviewed'), ('INVESTIGATION', 'A recorded investigation')], max_length=30)),
                ('reason', guichet.foundation.sealing.SealedText()),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('verdict', models.CharField(blank=True, choices=[('JUSTIFIED', 'It was needed'), ('NOT_JUSTIFIED', 'It was not needed')], max_length=20)),
                ('note', guichet.foundation.sealing.SealedText(default='')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
            ],
            options={
                'verbose_name_plural': 'broken glasses',
                'indexes': [models.Index(fields=['client_id', '-opened_at'], name='broken_glass_of_client')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('staff')), _negated=True), _connector='OR'), name='nobody_reviews_their_own_opening'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at', None), ('reviewed_by', None), ('verdict', '')), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), models.Q(('verdict', ''), _negated=True)), _connector='OR'), name='an_opening_is_reviewed_wholly_or_not')],
            },
        ),
        migrations.CreateModel(
            name='LookQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('look_id', models.BigIntegerField()),
                ('client_id', models.BigIntegerField()),
                ('words', guichet.foundation.sealing.SealedText(default='')),
                ('asked_at', models.DateTimeField()),
                ('answer', guichet.foundation.sealing.SealedText(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['client_id'], name='look_question_of_client')],
                'constraints': [models.UniqueConstraint(fields=('look_id',), name='one_question_per_look')],
            },
        ),
        migrations.CreateModel(
            name='UnusualLooking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('SAME_FAMILY_NAME', 'The client has the family name of who looked'), ('SAME_CONTACT', 'The client has the address or number of who looked'), ('COLLEAGUE', 'The client works here'), ('PROTECTED_BY_MANY', 'Many people opened a protected file'), ('MANY_WITHOUT_WORK', 'Many files in a day, without work behind them'), ('UNUSUAL_HOURS', 'At hours at which this person seldom works'), ('AGAIN_AND_AGAIN', 'The same client on many days, without work behind it'), ('NAMESAKES_IN_TURN', 'Clients of one widely known name, one after another')], max_length=30)),
                ('client_id', models.BigIntegerField(null=True)),
                ('key', models.CharField(max_length=120)),
                ('looks', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('count', models.PositiveIntegerField()),
                ('found_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('verdict', models.CharField(blank=True, choices=[('EXPLAINED', 'There is a good explanation'), ('CONCERN', 'It is taken further')], max_length=20)),
                ('note', guichet.foundation.sealing.SealedText(default='')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
            ],
            options={
                'verbose_name_plural': 'unusual looking',
                'constraints': [models.UniqueConstraint(fields=('key',), name='unusual_looking_is_found_once'), models.CheckConstraint(condition=models.Q(('reviewed_by', None), ('staff', None), models.Q(('reviewed_by', models.F('staff')), _negated=True), _connector='OR'), name='nobody_reviews_their_own_looking')],
            },
        ),
    ]
