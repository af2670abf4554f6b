import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PublicPage",
            fields=[
                ("slot", models.IntegerField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=32)),
                ("revision", models.BigIntegerField()),
                (
                    "headers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), size=2
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("body_gzip", models.BinaryField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
        ),
        # Lost at a crash without harm, and not worth a write-ahead log.
        migrations.RunSQL("ALTER TABLE web_publicpage SET UNLOGGED", "ALTER TABLE web_publicpage SET LOGGED"),
        # Already compressed: PostgreSQL need not try again.
        migrations.RunSQL(
            "ALTER TABLE web_publicpage ALTER COLUMN body_gzip SET STORAGE EXTERNAL",
            "ALTER TABLE web_publicpage ALTER COLUMN body_gzip SET STORAGE EXTENDED",
        ),
    ]
