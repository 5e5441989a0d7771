from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learn', '0006_what_was_learnt'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='extra_time',
            field=models.CharField(blank=True, choices=[('30m', '30 minutes more'), ('1.25', 'a quarter more'), ('1.5', 'half as much again')], max_length=4),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('extra_time__in', ['', '30m', '1.25', '1.5'])), name='user_extra_time_known'),
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_way_known',
        ),
        migrations.AlterField(
            model_name='review',
            name='way',
            field=models.CharField(blank=True, choices=[('flashcard', 'flashcard'), ('cloze', 'cloze'), ('cell', 'hidden cell'), ('typed', 'typed answer'), ('choice', 'multiple choice'), ('quiz', 'practice quiz'), ('mock', 'mock exam'), ('known', 'known already'), ('', 'none')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['', 'flashcard', 'cloze', 'cell', 'typed', 'choice', 'quiz', 'mock', 'known'])), name='review_way_known'),
        ),
    ]
