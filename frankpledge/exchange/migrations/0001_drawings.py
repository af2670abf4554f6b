import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Drawing',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('picture', models.JSONField()),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('svg', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['asked_at'], name='exchange_drawing_oldest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('key__regex', '^[0-9a-f]{64}$')), name='exchange_drawing_key_shape')],
            },
        ),
    ]
