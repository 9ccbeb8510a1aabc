from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worklists", "0001_tasks")]

    operations = [
        migrations.AddField("task", "urgency", models.PositiveSmallIntegerField(
            choices=[(0, "Usual"), (1, "Soon"), (2, "Urgent"), (3, "Danger")], default=0)),
        migrations.AddField("task", "ranked_by_staff", models.BooleanField(default=False)),
        migrations.AddField("task", "skill", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.AddField("task", "language", models.CharField(blank=True, default="", max_length=2), preserve_default=False),
        # What waits already has its turn by the moment it is due.
        migrations.AddField("task", "turn_at", models.DateTimeField(null=True)),
        migrations.RunSQL("UPDATE worklists_task SET turn_at = due_at; SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("task", "turn_at", models.DateTimeField()),
        migrations.AddConstraint("task", models.CheckConstraint(
            condition=models.Q(("urgency__lte", 3)), name="as_urgent_as_danger_at_most")),
        migrations.RemoveIndex("task", name="task_undone_of_kind"),
        migrations.AddIndex("task", models.Index(
            condition=models.Q(("state__in", ("OPEN", "TAKEN"))), fields=["turn_at", "id"], name="task_turn")),
        migrations.AddIndex("task", models.Index(
            condition=models.Q(("state__in", ("OPEN", "TAKEN"))), fields=["kind", "turn_at", "id"], name="task_turn_of_kind")),
        migrations.AddIndex("task", models.Index(
            condition=models.Q(("state__in", ("OPEN", "TAKEN"))), fields=["kind", "due_at"], name="task_undone_of_kind")),
    ]
