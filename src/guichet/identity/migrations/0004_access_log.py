
"""The access log as a chain without persons, with the persons beside it; looks of holders; investigations."""

import hashlib
import json
import secrets

import django.contrib.postgres.fields
import django.db.models.deletion
import guichet.foundation.sealing
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION identity_guard_access_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('guichet.may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    -- The one change there is: an entry is linked into the chain, once.
    IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
       AND (NEW.id, NEW.kind, NEW.at, NEW.facts, NEW.commitment) = (OLD.id, OLD.kind, OLD.at, OLD.facts, OLD.commitment)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'entries of the access log never change';
END $$;
CREATE FUNCTION identity_guard_reference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('guichet.may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' AND current_setting('guichet.may_erase', true) = 'yes' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'what the access log says of persons never changes; it is erased by rule only';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {name}_never_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {guard}();
CREATE TRIGGER {name}_stay BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {guard}();
"""
    for name, table, guard in (
        ("access_records", "identity_accessrecord", "identity_guard_access_record"),
        ("access_references", "identity_accessreference", "identity_guard_reference"),
        ("looks", "identity_look", "identity_guard_reference"),
        ("erasures", "identity_erasedreference", "identity_guard_reference"),
        ("checkpoints", "identity_checkpoint", "identity_guard_reference"),
    )
)
ALLOW = """
DROP FUNCTION identity_guard_access_record() CASCADE;
DROP FUNCTION identity_guard_reference() CASCADE;
"""


def adopt(apps, _schema_editor):
    """Give each look noted before there was a log its entry: written down now, as it was then."""
    look_model, record_model = apps.get_model("identity", "Look"), apps.get_model("identity", "AccessRecord")
    for look in look_model.objects.select_related("staff").order_by("id").iterator(chunk_size=2000):
        salt = secrets.token_bytes(16)
        facts = {"purpose": look.purpose, "page": look.page, "office": look.office, "roles": " ".join(look.staff.roles)}
        persons = [f"staff:{look.staff_id}", look.client_id, look.subject]
        record = record_model.objects.create(
            kind="LOOK",
            at=look.looked_at,
            facts=json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
            commitment=hashlib.sha256(
                salt + json.dumps(persons, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
            ).digest(),
        )
        look_model.objects.filter(pk=look.pk).update(record=record, salt=salt, roles=look.staff.roles)


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0003_same_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('seq', models.BigIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('key', models.CharField(max_length=40)),
                ('signature', models.CharField(max_length=120)),
            ],
        ),
        migrations.AddField(
            model_name='look',
            name='holder',
            field=models.CharField(blank=True, choices=[('REPRESENTATIVE', 'Representative'), ('HELPER', 'Helper'), ('PARENT', 'Parent or guardian'), ('FAMILY', 'Adult of the same household'), ('SPONSOR', 'Sponsor'), ('SPONSOR_GROUP', 'Sponsors’ group'), ('MP_OFFICE', 'Office of a member of Parliament or senator'), ('PARTNER_SITE', 'Partner site')], max_length=20),
        ),
        migrations.AddField(
            model_name='look',
            name='roles',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('AGENT', 'Support-centre agent'), ('SUPERVISOR', 'Supervisor'), ('OFFICER', 'Officer'), ('MANAGER', 'Manager'), ('CONTENT_OWNER', 'Content owner'), ('ADMINISTRATOR', 'Administrator'), ('AUDITOR', 'Auditor')], max_length=20), default=list, size=None),
        ),
        migrations.AddField(
            model_name='look',
            name='salt',
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='look',
            name='user_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='look',
            name='purpose',
            field=models.CharField(blank=True, choices=[('CLIENT_ASKED', 'The client is asking about it'), ('REPRESENTATIVE_ASKED', 'The client’s representative is asking about it'), ('WORK_ON_FILE', 'I am working on the file'), ('UNDELIVERED_NOTICE', 'A notice did not arrive'), ('SAME_PERSON', 'To see whether two records are one person’s'), ('COMPLAINT', 'A complaint about it'), ('QUALITY_REVIEW', 'Quality review'), ('BREAK_GLASS', 'Outside their own files, with a reason that is reviewed'), ('INVESTIGATION', 'A recorded investigation')], max_length=30),
        ),
        migrations.AlterField(
            model_name='look',
            name='staff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='identity.staff'),
        ),
        migrations.CreateModel(
            name='AccessRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('LOOK', 'A page about a client was opened'), ('OPENED', 'A file was opened for a purpose'), ('BREAK_GLASS', 'A file was opened outside somebody’s own files'), ('BREAK_GLASS_REVIEWED', 'Such an opening was reviewed'), ('INVESTIGATION_ORDERED', 'An investigation was ordered'), ('INVESTIGATION_DECIDED', 'An investigation was approved or refused'), ('INVESTIGATION_ENDED', 'An investigation ended'), ('LOOK_QUESTIONED', 'A client asked about a look'), ('LOOK_EXPLAINED', 'A client’s question about a look was answered'), ('FLAG_REVIEWED', 'Unusual looking was reviewed'), ('PROTECTED', 'A file was protected, or no longer'), ('DISCLOSED', 'Facts were given to somebody outside'), ('EXPORTED', 'The access log was exported'), ('ERASED', 'Persons were erased from entries, by rule')], max_length=30)),
                ('at', models.DateTimeField()),
                ('facts', models.TextField()),
                ('commitment', models.BinaryField(max_length=32)),
                ('seq', models.BigIntegerField(null=True)),
                ('previous', models.CharField(max_length=64, null=True)),
                ('hash', models.CharField(max_length=64, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('seq', None)), fields=['id'], name='access_record_unlinked')],
                'constraints': [models.UniqueConstraint(fields=('seq',), name='one_access_record_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('hash', None), ('previous', None), ('seq', None)), models.Q(('hash__isnull', False), ('previous__isnull', False), ('seq__isnull', False)), _connector='OR'), name='access_record_linked_wholly_or_not')],
            },
        ),
        migrations.AddField(
            model_name='look',
            name='record',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.accessrecord'),
        ),
        migrations.CreateModel(
            name='AccessReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.BinaryField(max_length=16)),
                ('actor', models.CharField(max_length=60)),
                ('client_id', models.BigIntegerField(null=True)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.accessrecord')),
            ],
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.CharField(max_length=36)),
                ('seq', models.BigIntegerField(default=0)),
                ('hash', models.CharField(max_length=64)),
                ('linked_at', models.DateTimeField(null=True)),
                ('key', models.CharField(blank=True, max_length=40)),
                ('signature', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_chain_head')],
            },
        ),
        migrations.CreateModel(
            name='ErasedReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.accessrecord')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.accessrecord')),
            ],
        ),
        migrations.CreateModel(
            name='Investigation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_id', models.BigIntegerField()),
                ('case_number', models.CharField(max_length=60)),
                ('reason', guichet.foundation.sealing.SealedText()),
                ('ordered_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('approved', models.BooleanField(default=False)),
                ('ended_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
                ('investigator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.staff')),
            ],
        ),
        migrations.AddField(
            model_name='look',
            name='investigation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='identity.investigation'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', ''), ('staff__isnull', False), ('user_id', None)), models.Q(('staff', None), ('user_id__isnull', False), models.Q(('holder', ''), _negated=True)), _connector='OR'), name='look_of_staff_or_of_a_holder'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.CheckConstraint(condition=models.Q(('investigation', None), ('purpose', 'INVESTIGATION'), _connector='OR'), name='only_an_investigation_delays_a_look'),
        ),
        migrations.AddIndex(
            model_name='accessreference',
            index=models.Index(fields=['client_id'], name='access_reference_of_client'),
        ),
        migrations.AddIndex(
            model_name='investigation',
            index=models.Index(fields=['client_id'], name='investigation_of_client'),
        ),
        migrations.AddConstraint(
            model_name='investigation',
            constraint=models.UniqueConstraint(fields=('client_id', 'case_number'), name='one_delay_per_client_and_case'),
        ),
        migrations.AddConstraint(
            model_name='investigation',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('ordered_by')), _negated=True), _connector='OR'), name='an_investigation_is_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='investigation',
            constraint=models.CheckConstraint(condition=models.Q(('approved', False), ('decided_by__isnull', False), _connector='OR'), name='an_approved_investigation_was_decided'),
        ),
        migrations.AddConstraint(
            model_name='investigation',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('ordered_at'))), name='a_delay_has_an_end'),
        ),
        migrations.RunPython(adopt, migrations.RunPython.noop),
        # What was written is checked now, so that the columns may change in the same transaction.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", migrations.RunSQL.noop),
        migrations.AlterField("look", "salt", models.BinaryField(max_length=16)),
        migrations.AlterField(
            "look",
            "record",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.accessrecord"
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
