import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_facts(apps, schema_editor):
    """Items of earlier days get the fact that their question is about."""
    items = apps.get_model('quizzes', 'SittingItem').objects
    questions = apps.get_model('quizzes', 'QuestionRevision').objects.filter(pk=models.OuterRef('revision_id'))
    items.update(fact_id=models.Subquery(questions.values('question__fact_id')[:1]))
    if schema_editor.connection.vendor == 'postgresql':
        # Its tables cannot be altered while rows wait to be checked.
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0002_rules_of_prose'),
        ('quizzes', '0003_flashcards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Blueprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=100)),
                ('title_zh', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('position', models.PositiveIntegerField()),
                ('questions', models.PositiveSmallIntegerField()),
                ('unscored', models.PositiveSmallIntegerField(default=0)),
                ('minutes', models.PositiveSmallIntegerField(null=True)),
                ('pass_mark', models.PositiveSmallIntegerField(null=True)),
                ('scaled', models.BooleanField(default=False)),
                ('each_domain', models.BooleanField(default=False)),
                ('grading', models.CharField(choices=[('all-or-nothing', 'all-or-nothing')], default='all-or-nothing', max_length=20)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='BlueprintDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.PositiveSmallIntegerField()),
                ('position', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='Domain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=100)),
                ('title_zh', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('position', models.PositiveIntegerField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='DomainResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.PositiveSmallIntegerField()),
                ('scored', models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='NoteDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='PoolDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_rank', models.PositiveIntegerField()),
                ('facts', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('first_rank',),
            },
        ),
        migrations.CreateModel(
            name='PoolQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact_rank', models.PositiveIntegerField()),
                ('question_rank', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SittingResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.PositiveSmallIntegerField()),
                ('scored', models.PositiveSmallIntegerField()),
                ('answered', models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='sitting',
            name='sitting_kind_known',
        ),
        migrations.AddField(
            model_name='attempt',
            name='confidence',
            field=models.CharField(blank=True, choices=[('sure', 'sure'), ('think', 'I think so'), ('guess', 'a guess')], max_length=5),
        ),
        migrations.AddField(
            model_name='attempt',
            name='flips',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='sitting',
            name='abandoned',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='sitting',
            name='extra_time',
            field=models.CharField(blank=True, choices=[('30m', '30 minutes more'), ('1.25', 'a quarter more'), ('1.5', 'half as much again')], max_length=4),
        ),
        migrations.AddField(
            model_name='sitting',
            name='deadline',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='mode',
            field=models.CharField(choices=[('learn', 'learn'), ('review', 'review'), ('exam', 'exam')], default='learn', max_length=10),
        ),
        migrations.AddField(
            model_name='sitting',
            name='pass_mark',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='fact',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.fact'),
        ),
        migrations.RunPython(name_facts, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='sittingitem',
            name='fact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.fact'),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='flagged',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='flips',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='milliseconds',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='scored',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='struck',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='attempt',
            name='chosen',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='sitting',
            name='kind',
            field=models.CharField(choices=[('practice', 'practice'), ('mock', 'mock exam')], default='practice', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', ['', 'sure', 'think', 'guess'])), name='attempt_confidence_known'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('chosen', ''), ('is_correct', True), _negated=True), name='attempt_of_nothing_is_not_right'),
        ),
        migrations.AddField(
            model_name='blueprint',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blueprints', to='content.course'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='blueprint',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='quizzes.blueprint'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['practice', 'mock'])), name='sitting_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['learn', 'review', 'exam'])), name='sitting_mode_known'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(('extra_time__in', ['', '30m', '1.25', '1.5'])), name='sitting_extra_time_known'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('blueprint__isnull', False), ('deadline__gt', models.F('started_at')), ('kind', 'mock'), ('mode', 'exam')), models.Q(('abandoned', False), ('deadline', None), ('kind', 'practice'), ('mode__in', ['learn', 'review'])), _connector='OR'), name='sitting_mock_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(('abandoned', False), ('finished_at__isnull', False), _connector='OR'), name='sitting_abandoned_is_finished'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None), ('kind', 'mock')), fields=('learner',), name='one_running_mock_per_learner'),
        ),
        migrations.AddField(
            model_name='blueprintdomain',
            name='blueprint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weights', to='quizzes.blueprint'),
        ),
        migrations.AddField(
            model_name='domain',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='domains', to='content.course'),
        ),
        migrations.AddField(
            model_name='blueprintdomain',
            name='domain',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quizzes.domain'),
        ),
        migrations.AddField(
            model_name='blueprint',
            name='domain',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quizzes.domain'),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='domain',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quizzes.domain'),
        ),
        migrations.AddField(
            model_name='domainresult',
            name='domain',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quizzes.domain'),
        ),
        migrations.AddField(
            model_name='notedomain',
            name='domain',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='note_domains', to='quizzes.domain'),
        ),
        migrations.AddField(
            model_name='notedomain',
            name='note',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='domain_of', to='content.note'),
        ),
        migrations.AddField(
            model_name='pooldomain',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pool_domains', to='content.course'),
        ),
        migrations.AddField(
            model_name='pooldomain',
            name='domain',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quizzes.domain'),
        ),
        migrations.AddField(
            model_name='poolquestion',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pool_questions', to='content.course'),
        ),
        migrations.AddField(
            model_name='poolquestion',
            name='question',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pooled', to='quizzes.question'),
        ),
        migrations.AddField(
            model_name='sittingresult',
            name='sitting',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='result', to='quizzes.sitting'),
        ),
        migrations.AddField(
            model_name='domainresult',
            name='result',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='quizzes.sittingresult'),
        ),
        migrations.AddConstraint(
            model_name='domain',
            constraint=models.UniqueConstraint(fields=('course', 'slug'), name='domain_once_per_course'),
        ),
        migrations.AddConstraint(
            model_name='blueprintdomain',
            constraint=models.UniqueConstraint(fields=('blueprint', 'domain'), name='blueprint_domain_once'),
        ),
        migrations.AddConstraint(
            model_name='blueprintdomain',
            constraint=models.CheckConstraint(condition=models.Q(('weight__range', (1, 100))), name='blueprint_weight_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='blueprint',
            constraint=models.UniqueConstraint(fields=('course', 'slug'), name='blueprint_once_per_course'),
        ),
        migrations.AddConstraint(
            model_name='blueprint',
            constraint=models.CheckConstraint(condition=models.Q(('questions__gte', 1), ('unscored__lt', models.F('questions'))), name='blueprint_scores_something'),
        ),
        migrations.AddConstraint(
            model_name='blueprint',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark', None), ('pass_mark__range', (100, 1000)), _connector='OR'), name='blueprint_pass_mark_on_the_scale'),
        ),
        migrations.AddConstraint(
            model_name='blueprint',
            constraint=models.CheckConstraint(condition=models.Q(('grading__in', ['all-or-nothing'])), name='blueprint_grading_known'),
        ),
        migrations.AddConstraint(
            model_name='pooldomain',
            constraint=models.UniqueConstraint(fields=('course', 'first_rank'), name='pool_domain_rank_once'),
        ),
        migrations.AddConstraint(
            model_name='poolquestion',
            constraint=models.UniqueConstraint(fields=('course', 'fact_rank', 'question_rank'), name='pool_question_rank_once'),
        ),
        migrations.AddConstraint(
            model_name='sittingresult',
            constraint=models.CheckConstraint(condition=models.Q(('right__lte', models.F('scored'))), name='result_right_among_scored'),
        ),
        migrations.AddConstraint(
            model_name='domainresult',
            constraint=models.UniqueConstraint(fields=('result', 'domain'), name='domain_result_once'),
        ),
        migrations.AddConstraint(
            model_name='domainresult',
            constraint=models.CheckConstraint(condition=models.Q(('right__lte', models.F('scored'))), name='domain_result_right_among_scored'),
        ),
    ]
