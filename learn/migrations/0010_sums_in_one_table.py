"""Sums by hour and by forecast move into the table of those by day: one statement then writes what an answer adds."""

from datetime import date

from django.db import migrations, models

COUNTED = ("learner_id", "course_id", "kind", "slot", "answers", "right", "predicted")
EVER = date.min


def move_in(apps, schema_editor):
    counts = apps.get_model("learn", "AnswerCount").objects.values(*COUNTED)
    sums = apps.get_model("learn", "DaySummary")
    rows = (sums(day=EVER, **row) for row in counts.iterator())
    sums.objects.bulk_create(rows, batch_size=500)


def move_out(apps, schema_editor):
    counted = apps.get_model("learn", "DaySummary").objects.exclude(kind="day")
    counts = apps.get_model("learn", "AnswerCount")
    counts.objects.bulk_create((counts(**row) for row in counted.values(*COUNTED).iterator()), batch_size=500)
    counted.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("learn", "0009_reviews_of_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="daysummary",
            name="kind",
            field=models.CharField(choices=[("day", "study day"), ("hour", "hour of the day"), ("forecast", "predicted recall")], default="day", max_length=8),
        ),
        migrations.AddField(
            model_name="daysummary",
            name="slot",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RemoveConstraint(model_name="daysummary", name="day_summary_once"),
        migrations.AddConstraint(
            model_name="daysummary",
            constraint=models.UniqueConstraint(fields=("learner", "course", "day", "kind", "slot"), name="day_summary_once_per_slot"),
        ),
        migrations.AddConstraint(
            model_name="daysummary",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["day", "hour", "forecast"])), name="day_summary_kind_known"),
        ),
        migrations.RunPython(move_in, move_out),
        migrations.DeleteModel(name="AnswerCount"),
        migrations.CreateModel(
            name="AnswerCount",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("learn.daysummary",),
        ),
    ]
