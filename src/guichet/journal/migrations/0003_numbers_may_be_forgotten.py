"""One change of an entry is allowed: that the number of a file that was disposed of is replaced by a word.

Only where the transaction says so, and only where all the rest of the entry stays as it was.
"""

from django.db import migrations

FORGET = """
CREATE OR REPLACE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('guichet.may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('guichet.may_forget', true) = 'yes' THEN
        IF OLD.subject LIKE 'application:%' AND NEW.subject LIKE 'application:disposed-%'
            AND to_jsonb(NEW) - 'subject' - 'payload' = to_jsonb(OLD) - 'subject' - 'payload'
            AND NEW.payload - 'application' = OLD.payload - 'application'
            AND (NOT NEW.payload ? 'application'
                 OR 'application:' || (NEW.payload ->> 'application') = NEW.subject
                 OR NEW.payload -> 'application' = OLD.payload -> 'application')
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'entries of the journal never change: a correction is a new entry';
END $$;
"""
REFUSE = """
CREATE OR REPLACE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('guichet.may_truncate', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'entries of the journal never change: a correction is a new entry';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_entries_never_change")]
    operations = [migrations.RunSQL(FORGET, REFUSE)]
