"""The table of claims that do not agree gets a model of its own; nothing changes in the database."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0006_follows"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Contradiction",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "from_claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.claim"
                            ),
                        ),
                        (
                            "to_claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.claim"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "register_claim_contradicts",
                        "unique_together": {("from_claim", "to_claim")},
                    },
                ),
                migrations.AlterField(
                    model_name="claim",
                    name="contradicts",
                    field=models.ManyToManyField(
                        blank=True,
                        through="register.Contradiction",
                        through_fields=("from_claim", "to_claim"),
                        to="register.claim",
                    ),
                ),
            ]
        )
    ]
