from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('learn', '0005_weightset_log_loss_before'),
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
    ]
