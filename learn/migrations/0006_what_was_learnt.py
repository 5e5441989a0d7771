from django.db import migrations, models
from django.db.models import Exists, OuterRef, Subquery


def copy_what_was_learnt(apps, schema_editor):
    """The log tells from now on what a card's fact said; of the past only what it said at the last answer is known."""
    Card, Review = apps.get_model("learn", "Card"), apps.get_model("learn", "Review")
    learnt = Card.objects.filter(pk=OuterRef("card")).values("learnt_hash")
    Review.objects.filter(kind="answer").update(content_hash=Subquery(learnt[:1]))
    standing = Review.objects.filter(card=OuterRef("pk"), kind="answer", undone_by=None)
    Card.objects.exclude(learnt_hash="").filter(~Exists(standing)).update(learnt_hash="")


def remove_sums_of_nothing(apps, schema_editor):
    """Days and slots whose every answer was taken back used to keep a row."""
    for name in ("DaySummary", "AnswerCount"):
        apps.get_model("learn", name).objects.filter(answers=0).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("learn", "0005_weightset_log_loss_before"),
        ("quizzes", "0003_flashcards"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="review", name="review_kind_known"),
        migrations.AddField(
            model_name="review",
            name="content_hash",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="review",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answer", "answer"),
                    ("suspend", "suspend"),
                    ("resume", "resume"),
                    ("bury", "bury"),
                    ("noted", "noted"),
                    ("undo", "undo"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["answer", "suspend", "resume", "bury", "noted", "undo"])),
                name="review_kind_known",
            ),
        ),
        migrations.RunPython(copy_what_was_learnt, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(remove_sums_of_nothing, migrations.RunPython.noop, elidable=True),
    ]
