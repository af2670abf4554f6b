"""Every version of every row that people write: tables, triggers, and each row as it is now."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import frankpledge.people.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from frankpledge.audit.migrating import Together

from frankpledge.audit.history import take_down_what_is_held


def take_down(apps, editor):
    take_down_what_is_held(apps, editor, "people")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_who_invited_and_who_made_a_key'),
        ('audit', '0004_who_made_which_version'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='AliasHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('abbreviation', 'abbreviation'), ('short', 'short name'), ('former', 'former name'), ('welsh', 'Welsh name'), ('group', 'name of a group')], max_length=20)),
                ('is_ambiguous', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'alias version',
                'verbose_name_plural': 'alias versions',
                'db_table': 'people_alias_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DomainHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('provider', models.CharField(max_length=200)),
                ('claim', models.CharField(blank=True, max_length=100)),
                ('value', models.CharField(max_length=254)),
                ('role', models.CharField(choices=[('reader', 'Reader'), ('contributor', 'Contributor'), ('finance', 'Finance officer'), ('owner', 'Owner'), ('publisher', 'Publisher'), ('administrator', 'Administrator'), ('curator', 'Curator'), ('inspector', 'Inspector'), ('analyst', 'Analyst')], default='reader', max_length=20)),
            ],
            options={
                'verbose_name': 'domain version',
                'verbose_name_plural': 'domain versions',
                'db_table': 'people_domain_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FigureHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('period_ends_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('measure', models.CharField(choices=[('police_officers_fte', 'police officers, full-time equivalent'), ('police_officers_headcount', 'police officers, headcount'), ('resident_population', 'people who live in the area'), ('budget', 'budget')], max_length=40)),
                ('value', models.DecimalField(decimal_places=6, max_digits=20)),
                ('unit', models.CharField(choices=[('FTE', 'full-time equivalent'), ('people', 'people'), ('GBP', 'pounds')], max_length=20)),
                ('basis', models.TextField(blank=True)),
                ('confidence', models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=10)),
            ],
            options={
                'verbose_name': 'figure version',
                'verbose_name_plural': 'figure versions',
                'db_table': 'people_figure_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=100)),
            ],
            options={
                'verbose_name': 'group version',
                'verbose_name_plural': 'group versions',
                'db_table': 'people_group_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupMemberHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'group member version',
                'verbose_name_plural': 'group member versions',
                'db_table': 'people_group_members_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InvitationHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('role', models.CharField(choices=[('reader', 'Reader'), ('contributor', 'Contributor'), ('finance', 'Finance officer'), ('owner', 'Owner'), ('publisher', 'Publisher'), ('administrator', 'Administrator'), ('curator', 'Curator'), ('inspector', 'Inspector'), ('analyst', 'Analyst')], max_length=20)),
                ('role_expires_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.CharField(max_length=200)),
                ('invited_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'invitation version',
                'verbose_name_plural': 'invitation versions',
                'db_table': 'people_invitation_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MembershipHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('reader', 'Reader'), ('contributor', 'Contributor'), ('finance', 'Finance officer'), ('owner', 'Owner'), ('publisher', 'Publisher'), ('administrator', 'Administrator'), ('curator', 'Curator'), ('inspector', 'Inspector'), ('analyst', 'Analyst')], max_length=20)),
                ('began_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'membership version',
                'verbose_name_plural': 'membership versions',
                'db_table': 'people_membership_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationCitationHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('supports', models.CharField(choices=[('identity', 'what it is called and what it is'), ('region', 'the region it is in'), ('relation', 'what joins it to another body'), ('figure', 'a figure')], max_length=20)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'organisation citation version',
                'verbose_name_plural': 'organisation citation versions',
                'db_table': 'people_organisationcitation_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=100)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(max_length=100)),
                ('name_cy', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('force', 'Police force'), ('special_force', 'Special police force'), ('other_uk_force', 'Police force outside England and Wales'), ('policing_body', 'Policing body'), ('agency', 'Agency'), ('national_body', 'National body'), ('government_department', 'Government department'), ('fire_service', 'Fire and rescue service'), ('council', 'Council'), ('partner', 'Public partner'), ('supplier', 'Private firm')], max_length=30)),
                ('capacity', models.CharField(choices=[('chief_officer', 'Chief officer'), ('policing_body', 'Policing body'), ('other_person', 'Other person')], max_length=20)),
                ('region', models.CharField(blank=True, choices=[('east-midlands', 'East Midlands'), ('eastern', 'Eastern'), ('london', 'London'), ('north-east', 'North East'), ('north-west', 'North West'), ('south-east', 'South East'), ('south-west', 'South West'), ('wales', 'Wales'), ('west-midlands', 'West Midlands'), ('yorkshire-and-the-humber', 'Yorkshire and the Humber'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland'), ('southern-wales', 'Southern Wales (Tarian)')], max_length=40)),
                ('organised_crime_region', models.CharField(blank=True, choices=[('east-midlands', 'East Midlands'), ('eastern', 'Eastern'), ('london', 'London'), ('north-east', 'North East'), ('north-west', 'North West'), ('south-east', 'South East'), ('south-west', 'South West'), ('wales', 'Wales'), ('west-midlands', 'West Midlands'), ('yorkshire-and-the-humber', 'Yorkshire and the Humber'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland'), ('southern-wales', 'Southern Wales (Tarian)')], max_length=40)),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('valid_from', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('valid_to', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('website', models.URLField(blank=True, max_length=300)),
                ('notes', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'organisation version',
                'verbose_name_plural': 'organisation versions',
                'db_table': 'people_organisation_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelationHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('maintains', 'maintains'), ('succeeds', 'succeeds'), ('part_of', 'is part of')], max_length=20)),
                ('starts_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('ends_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('basis', models.CharField(choices=[('stated', 'stated by the source'), ('partial', 'named by the source; others are not'), ('assumed', 'assumed')], max_length=20)),
            ],
            options={
                'verbose_name': 'relation version',
                'verbose_name_plural': 'relation versions',
                'db_table': 'people_relation_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SourceHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('url', models.URLField(max_length=600)),
                ('title', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'source version',
                'verbose_name_plural': 'source versions',
                'db_table': 'people_source_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TokenHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('role', models.CharField(choices=[('reader', 'Reader'), ('contributor', 'Contributor'), ('finance', 'Finance officer'), ('owner', 'Owner'), ('publisher', 'Publisher'), ('administrator', 'Administrator'), ('curator', 'Curator'), ('inspector', 'Inspector'), ('analyst', 'Analyst')], max_length=20)),
                ('prefix', models.CharField(max_length=12)),
                ('made_by', models.CharField(max_length=200)),
                ('submission_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'token version',
                'verbose_name_plural': 'token versions',
                'db_table': 'people_token_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=200, verbose_name='full name')),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('digest', models.CharField(choices=[('never', 'Never'), ('daily', 'Every day that something happened'), ('weekly', 'Every Monday, when something happened')], default='weekly', max_length=10)),
            ],
            options={
                'verbose_name': 'user version',
                'verbose_name_plural': 'user versions',
                'db_table': 'people_user_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        ]),
        Together([
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_alias_history" ("group_id", "id", "is_ambiguous", "kind", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."group_id", new_values."id", new_values."is_ambiguous", new_values."kind", new_values."note", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d8171a67d9d362b63ed764c0ae7a30ff242a16e0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1e2c7', referencing='REFERENCING NEW TABLE AS new_values ', table='people_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_alias_history" ("group_id", "id", "is_ambiguous", "kind", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."group_id", NEW."id", NEW."is_ambiguous", NEW."kind", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='1eaed0598b72806ba3290c69266f55190bff4443', operation='UPDATE', pgid='pgtrigger_update_update_d297c', table='people_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_alias_history" ("group_id", "id", "is_ambiguous", "kind", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."group_id", OLD."id", OLD."is_ambiguous", OLD."kind", OLD."note", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='ae8b128b48abda30d64a3006a035d7e1959d35a4', operation='DELETE', pgid='pgtrigger_delete_delete_e7022', table='people_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='domain',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_domain_history" ("claim", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "role", "value") SELECT new_values."claim", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provider", new_values."role", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e19d8438e1007075029f5a68426388a4211a0ee9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1c9fa', referencing='REFERENCING NEW TABLE AS new_values ', table='people_domain', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='domain',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_domain_history" ("claim", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "role", "value") VALUES (NEW."claim", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider", NEW."role", NEW."value"); RETURN NULL;', hash='3ae557b9e5726366fe73fbfdc53dcf1edc2ed1ec', operation='UPDATE', pgid='pgtrigger_update_update_044f9', table='people_domain', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='domain',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_domain_history" ("claim", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "role", "value") VALUES (OLD."claim", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider", OLD."role", OLD."value"); RETURN NULL;', hash='e4dba1289433ec612e52eed09fdbef3b077c5986', operation='DELETE', pgid='pgtrigger_delete_delete_e656d', table='people_domain', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_figure_history" ("basis", "confidence", "id", "measure", "on", "organisation_id", "period_ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "value") SELECT new_values."basis", new_values."confidence", new_values."id", new_values."measure", new_values."on", new_values."organisation_id", new_values."period_ends_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='beab8eac3c1851fdad9c8f06db073a7719c98f00', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5bc2c', referencing='REFERENCING NEW TABLE AS new_values ', table='people_figure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_figure_history" ("basis", "confidence", "id", "measure", "on", "organisation_id", "period_ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "value") VALUES (NEW."basis", NEW."confidence", NEW."id", NEW."measure", NEW."on", NEW."organisation_id", NEW."period_ends_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit", NEW."value"); RETURN NULL;', hash='e75d65c293033d7dc5622fd87521fe120941b518', operation='UPDATE', pgid='pgtrigger_update_update_2f9a1', table='people_figure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_figure_history" ("basis", "confidence", "id", "measure", "on", "organisation_id", "period_ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "value") VALUES (OLD."basis", OLD."confidence", OLD."id", OLD."measure", OLD."on", OLD."organisation_id", OLD."period_ends_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit", OLD."value"); RETURN NULL;', hash='c9e9ad2d1a6ee91bb592bf57ee4981c9dd651a21', operation='DELETE', pgid='pgtrigger_delete_delete_7f07f', table='people_figure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='group',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_group_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='60ae17fbd0538a66f6e8a20018b468c5fb5c20bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3b34e', referencing='REFERENCING NEW TABLE AS new_values ', table='people_group', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='group',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_group_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='044a178520ba98a02ad2de08b512c11410fba4f7', operation='UPDATE', pgid='pgtrigger_update_update_f676e', table='people_group', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='group',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_group_history" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='fae3ee21b7f135b28d784dd1b3f4f4e5d9f5034c', operation='DELETE', pgid='pgtrigger_delete_delete_b1561', table='people_group', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_group_members_history" ("group_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."group_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5373a61c3c40c6c1c5705561774e952e3cb49d10', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e1a9b', referencing='REFERENCING NEW TABLE AS new_values ', table='people_group_members', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_group_members_history" ("group_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."group_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='bf111ac3ac13151e41d071dce0aa06dbb17598a9', operation='UPDATE', pgid='pgtrigger_update_update_a690d', table='people_group_members', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_group_members_history" ("group_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."group_id", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='ad663335268498c94da1732e14ec4524f9072905', operation='DELETE', pgid='pgtrigger_delete_delete_267d1', table='people_group_members', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_invitation_history" ("accepted_at", "accepted_by_id", "email", "expires_at", "id", "invited_at", "invited_by", "inviter_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "role_expires_at", "withdrawn_at") SELECT new_values."accepted_at", new_values."accepted_by_id", new_values."email", new_values."expires_at", new_values."id", new_values."invited_at", new_values."invited_by", new_values."inviter_id", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."role_expires_at", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fb5c13127fb1bfb0efce958cd656d9efc9acd261', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ecd8', referencing='REFERENCING NEW TABLE AS new_values ', table='people_invitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by" IS DISTINCT FROM (NEW."invited_by") OR OLD."inviter_id" IS DISTINCT FROM (NEW."inviter_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."role_expires_at" IS DISTINCT FROM (NEW."role_expires_at") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))', func='INSERT INTO "people_invitation_history" ("accepted_at", "accepted_by_id", "email", "expires_at", "id", "invited_at", "invited_by", "inviter_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "role_expires_at", "withdrawn_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by", NEW."inviter_id", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."role_expires_at", NEW."withdrawn_at"); RETURN NULL;', hash='b159484ae667ad55b32aad97a4ad16c0d461e0bf', operation='UPDATE', pgid='pgtrigger_update_update_1209f', table='people_invitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_invitation_history" ("accepted_at", "accepted_by_id", "email", "expires_at", "id", "invited_at", "invited_by", "inviter_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "role_expires_at", "withdrawn_at") VALUES (OLD."accepted_at", OLD."accepted_by_id", OLD."email", OLD."expires_at", OLD."id", OLD."invited_at", OLD."invited_by", OLD."inviter_id", OLD."name", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."role_expires_at", OLD."withdrawn_at"); RETURN NULL;', hash='1ebee97ab451fd18efbfb832d92061960f0b4545', operation='DELETE', pgid='pgtrigger_delete_delete_88427', table='people_invitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_membership_history" ("began_at", "ended_at", "expires_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT new_values."began_at", new_values."ended_at", new_values."expires_at", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6b0ccbe5c9b87e79499f17181c01b6ce96833c59', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6bbf7', referencing='REFERENCING NEW TABLE AS new_values ', table='people_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_membership_history" ("began_at", "ended_at", "expires_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."began_at", NEW."ended_at", NEW."expires_at", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='5efd0672d44b8daa826fc109eff0175b6934ce86', operation='UPDATE', pgid='pgtrigger_update_update_c12bb', table='people_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_membership_history" ("began_at", "ended_at", "expires_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."began_at", OLD."ended_at", OLD."expires_at", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;', hash='becf0f3e0ce764dc6fd710592b1b2d9c11ed6049', operation='DELETE', pgid='pgtrigger_delete_delete_1c841', table='people_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_organisation_history" ("capacity", "countries", "id", "kind", "name", "name_cy", "notes", "organised_crime_region", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "short_name", "slug", "valid_from", "valid_to", "website") SELECT new_values."capacity", new_values."countries", new_values."id", new_values."kind", new_values."name", new_values."name_cy", new_values."notes", new_values."organised_crime_region", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region", new_values."short_name", new_values."slug", new_values."valid_from", new_values."valid_to", new_values."website" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8277953387599f345caa854caaaa238fef597942', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d087f', referencing='REFERENCING NEW TABLE AS new_values ', table='people_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_organisation_history" ("capacity", "countries", "id", "kind", "name", "name_cy", "notes", "organised_crime_region", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "short_name", "slug", "valid_from", "valid_to", "website") VALUES (NEW."capacity", NEW."countries", NEW."id", NEW."kind", NEW."name", NEW."name_cy", NEW."notes", NEW."organised_crime_region", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."short_name", NEW."slug", NEW."valid_from", NEW."valid_to", NEW."website"); RETURN NULL;', hash='f8ca4e64da9da4ae32a50cec124df93b47774490', operation='UPDATE', pgid='pgtrigger_update_update_c3fee', table='people_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_organisation_history" ("capacity", "countries", "id", "kind", "name", "name_cy", "notes", "organised_crime_region", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "short_name", "slug", "valid_from", "valid_to", "website") VALUES (OLD."capacity", OLD."countries", OLD."id", OLD."kind", OLD."name", OLD."name_cy", OLD."notes", OLD."organised_crime_region", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region", OLD."short_name", OLD."slug", OLD."valid_from", OLD."valid_to", OLD."website"); RETURN NULL;', hash='8c686231304712efdc7d3fe31871383fb05b2cb2', operation='DELETE', pgid='pgtrigger_delete_delete_637d9', table='people_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationcitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_organisationcitation_history" ("figure_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "relation_id", "source_id", "supports") SELECT new_values."figure_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."relation_id", new_values."source_id", new_values."supports" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='75db3d27ec53c1759ba68144d57403fd97ae342c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_47d7b', referencing='REFERENCING NEW TABLE AS new_values ', table='people_organisationcitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationcitation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_organisationcitation_history" ("figure_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "relation_id", "source_id", "supports") VALUES (NEW."figure_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."relation_id", NEW."source_id", NEW."supports"); RETURN NULL;', hash='c42ae0755304fc2105ef31422f103ea150538931', operation='UPDATE', pgid='pgtrigger_update_update_813b6', table='people_organisationcitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationcitation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_organisationcitation_history" ("figure_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "relation_id", "source_id", "supports") VALUES (OLD."figure_id", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."relation_id", OLD."source_id", OLD."supports"); RETURN NULL;', hash='b5c59e3ba68a7ed99e5117cc578c15cc6300e60b', operation='DELETE', pgid='pgtrigger_delete_delete_1ec2a', table='people_organisationcitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_relation_history" ("basis", "ends_on", "id", "kind", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subject_id") SELECT new_values."basis", new_values."ends_on", new_values."id", new_values."kind", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."starts_on", new_values."subject_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b5f70f4d659e84178511b30e95a327867045e7c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f9e17', referencing='REFERENCING NEW TABLE AS new_values ', table='people_relation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_relation_history" ("basis", "ends_on", "id", "kind", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subject_id") VALUES (NEW."basis", NEW."ends_on", NEW."id", NEW."kind", NEW."object_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."subject_id"); RETURN NULL;', hash='35ca6309e0e9e83f7f632d74a891cc246b22094e', operation='UPDATE', pgid='pgtrigger_update_update_39542', table='people_relation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_relation_history" ("basis", "ends_on", "id", "kind", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "subject_id") VALUES (OLD."basis", OLD."ends_on", OLD."id", OLD."kind", OLD."object_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."subject_id"); RETURN NULL;', hash='05107be84d44083e54f00b354cb5246881bfa82c', operation='DELETE', pgid='pgtrigger_delete_delete_b79c9', table='people_relation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_source_history" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f1fd58803664791ae27b0dfaa67fc1cb5f4f5e1c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0fd65', referencing='REFERENCING NEW TABLE AS new_values ', table='people_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_source_history" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='0c7eae256d8535191d931294ae1765ddd1c4de64', operation='UPDATE', pgid='pgtrigger_update_update_a8ea9', table='people_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_source_history" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."url"); RETURN NULL;', hash='c0c84760f10dd721d223c2238dc03d8e2ad95fc7', operation='DELETE', pgid='pgtrigger_delete_delete_e5daf', table='people_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_token_history" ("ended_at", "expires_at", "id", "made_at", "made_by", "maker_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "role", "submission_key") SELECT new_values."ended_at", new_values."expires_at", new_values."id", new_values."made_at", new_values."made_by", new_values."maker_id", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."role", new_values."submission_key" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='50dcdf81abcc10227bc13139f12673d0c001ac1f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d48c2', referencing='REFERENCING NEW TABLE AS new_values ', table='people_token', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by" IS DISTINCT FROM (NEW."made_by") OR OLD."maker_id" IS DISTINCT FROM (NEW."maker_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."prefix" IS DISTINCT FROM (NEW."prefix") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."submission_key" IS DISTINCT FROM (NEW."submission_key"))', func='INSERT INTO "people_token_history" ("ended_at", "expires_at", "id", "made_at", "made_by", "maker_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "role", "submission_key") VALUES (NEW."ended_at", NEW."expires_at", NEW."id", NEW."made_at", NEW."made_by", NEW."maker_id", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."role", NEW."submission_key"); RETURN NULL;', hash='a7061fb836258d04250dc0bda7606ec51b48d44f', operation='UPDATE', pgid='pgtrigger_update_update_2bd36', table='people_token', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='token',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_token_history" ("ended_at", "expires_at", "id", "made_at", "made_by", "maker_id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "role", "submission_key") VALUES (OLD."ended_at", OLD."expires_at", OLD."id", OLD."made_at", OLD."made_by", OLD."maker_id", OLD."name", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."role", OLD."submission_key"); RETURN NULL;', hash='77ba3390253c69ec012dad14c981b0501cc9c949', operation='DELETE', pgid='pgtrigger_delete_delete_7805a', table='people_token', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_user_history" ("digest", "email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."digest", new_values."email", new_values."id", new_values."is_active", new_values."joined_at", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7a8bbb375efeb4e7a2701444e19050e8db825bd8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7e9ab', referencing='REFERENCING NEW TABLE AS new_values ', table='people_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func='INSERT INTO "people_user_history" ("digest", "email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."digest", NEW."email", NEW."id", NEW."is_active", NEW."joined_at", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='33736e0273506d7428dbd00d2a2b89ecbaa7d74e', operation='UPDATE', pgid='pgtrigger_update_update_86e64', table='people_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_user_history" ("digest", "email", "id", "is_active", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."digest", OLD."email", OLD."id", OLD."is_active", OLD."joined_at", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='a8e7831021fd0f23d9c7e1552a35e8d7a740c566', operation='DELETE', pgid='pgtrigger_delete_delete_bec80', table='people_user', when='AFTER')),
        ),
        migrations.AddField(
            model_name='aliashistory',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.group'),
        ),
        migrations.AddField(
            model_name='aliashistory',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='aliashistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='aliashistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.alias'),
        ),
        migrations.AddField(
            model_name='domainhistory',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='domainhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='domainhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.domain'),
        ),
        migrations.AddField(
            model_name='figurehistory',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='figurehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='figurehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.figure'),
        ),
        migrations.AddField(
            model_name='grouphistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grouphistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.group'),
        ),
        migrations.AddField(
            model_name='groupmemberhistory',
            name='group',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.group'),
        ),
        migrations.AddField(
            model_name='groupmemberhistory',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='groupmemberhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='groupmemberhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.groupmember'),
        ),
        migrations.AddField(
            model_name='invitationhistory',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitationhistory',
            name='inviter',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitationhistory',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='invitationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='invitationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.invitation'),
        ),
        migrations.AddField(
            model_name='membershiphistory',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='membershiphistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='membershiphistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.membership'),
        ),
        migrations.AddField(
            model_name='membershiphistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='organisationcitationhistory',
            name='figure',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.figure'),
        ),
        migrations.AddField(
            model_name='organisationcitationhistory',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='organisationcitationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='organisationcitationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisationcitation'),
        ),
        migrations.AddField(
            model_name='organisationcitationhistory',
            name='relation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.relation'),
        ),
        migrations.AddField(
            model_name='organisationcitationhistory',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.source'),
        ),
        migrations.AddField(
            model_name='organisationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='organisationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='relationhistory',
            name='object',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='relationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='relationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.relation'),
        ),
        migrations.AddField(
            model_name='relationhistory',
            name='subject',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.source'),
        ),
        migrations.AddField(
            model_name='tokenhistory',
            name='maker',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tokenhistory',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='tokenhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='tokenhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.token'),
        ),
        migrations.AddField(
            model_name='userhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='userhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='aliashistory',
            index=models.Index(fields=['organisation'], name='people_alia_organis_aceaf0_idx'),
        ),
        migrations.AddIndex(
            model_name='aliashistory',
            index=models.Index(fields=['group'], name='people_alia_group_i_ce1673_idx'),
        ),
        migrations.AddIndex(
            model_name='domainhistory',
            index=models.Index(fields=['organisation'], name='people_doma_organis_950f87_idx'),
        ),
        migrations.AddIndex(
            model_name='figurehistory',
            index=models.Index(fields=['organisation'], name='people_figu_organis_c4c659_idx'),
        ),
        migrations.AddIndex(
            model_name='groupmemberhistory',
            index=models.Index(fields=['group'], name='people_grou_group_i_b17280_idx'),
        ),
        migrations.AddIndex(
            model_name='invitationhistory',
            index=models.Index(fields=['organisation'], name='people_invi_organis_384ad9_idx'),
        ),
        migrations.AddIndex(
            model_name='membershiphistory',
            index=models.Index(fields=['user'], name='people_memb_user_id_91a45c_idx'),
        ),
        migrations.AddIndex(
            model_name='membershiphistory',
            index=models.Index(fields=['organisation'], name='people_memb_organis_b46b81_idx'),
        ),
        migrations.AddIndex(
            model_name='organisationcitationhistory',
            index=models.Index(fields=['organisation'], name='people_orga_organis_7ba0e3_idx'),
        ),
        migrations.AddIndex(
            model_name='organisationcitationhistory',
            index=models.Index(fields=['relation'], name='people_orga_relatio_6992b6_idx'),
        ),
        migrations.AddIndex(
            model_name='organisationcitationhistory',
            index=models.Index(fields=['figure'], name='people_orga_figure__e9f1c3_idx'),
        ),
        migrations.AddIndex(
            model_name='relationhistory',
            index=models.Index(fields=['subject'], name='people_rela_subject_6c8db2_idx'),
        ),
        migrations.AddIndex(
            model_name='relationhistory',
            index=models.Index(fields=['object'], name='people_rela_object__4bb539_idx'),
        ),
        migrations.AddIndex(
            model_name='tokenhistory',
            index=models.Index(fields=['organisation'], name='people_toke_organis_f9f128_idx'),
        ),
        ]),
        migrations.RunPython(take_down, migrations.RunPython.noop),
    ]
