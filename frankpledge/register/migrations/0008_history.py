"""Every version of every row that people write: tables, triggers, and each row as it is now."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import frankpledge.people.fields
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from frankpledge.audit.migrating import Together

from frankpledge.audit.history import take_down_what_is_held


def take_down(apps, editor):
    take_down_what_is_held(apps, editor, "register")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_history'),
        ('audit', '0004_who_made_which_version'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('register', '0007_contradictions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='AgreementHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('original', 'original agreement'), ('variation', 'variation'), ('renewal', 'renewal'), ('novation', 'transfer to another body'), ('ending', 'ending'), ('not_stated', 'which kind is not known')], default='not_stated', max_length=20)),
                ('signed_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('url', models.URLField(max_length=600)),
                ('note', models.TextField(blank=True)),
                ('is_signed_copy', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'agreement version',
                'verbose_name_plural': 'agreement versions',
                'db_table': 'register_agreement_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChangeHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=9)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('target_kind', models.CharField(choices=[('collaboration', 'the record itself'), ('party', 'a party'), ('event', 'an event'), ('claim', 'a figure or view'), ('agreement', 'the text of an agreement'), ('organisation', 'the organisation itself'), ('relation', 'what joins it to another body'), ('alias', 'another name'), ('figure', 'a figure about the organisation')], max_length=20)),
                ('target_id', models.BigIntegerField(blank=True, null=True)),
                ('added_id', models.BigIntegerField(blank=True, null=True)),
                ('operation', models.CharField(choices=[('change', 'change'), ('add', 'add'), ('remove', 'remove')], max_length=10)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('wanted', models.JSONField(blank=True, default=dict)),
                ('holds_from', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'begun, not yet proposed'), ('proposed', 'proposed'), ('approved', 'approved'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('discarded', 'thrown away before it was proposed')], default='draft', max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('author_name', models.CharField(max_length=200)),
                ('author_organisation', models.CharField(blank=True, max_length=100)),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('decider_name', models.CharField(blank=True, max_length=200)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'change version',
                'verbose_name_plural': 'change versions',
                'db_table': 'register_change_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CitationHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('supports', models.CharField(choices=[('record', 'the record as a whole'), ('further', 'further facts of the record'), ('party', 'a party'), ('event', 'an event'), ('claim', 'a figure or view')], max_length=20)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'citation version',
                'verbose_name_plural': 'citation versions',
                'db_table': 'register_citation_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClaimCoverageHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'claim coverage version',
                'verbose_name_plural': 'claim coverage versions',
                'db_table': 'register_claim_covers_organisations_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClaimHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, max_length=100)),
                ('sentence', models.TextField()),
                ('kind', models.CharField(choices=[('cost', 'cost'), ('saving', 'saving'), ('income', 'income'), ('grant', 'grant'), ('contribution_share', 'share of the cost'), ('staff_share', 'share of the staff'), ('vote_share', 'share of the vote'), ('staff_number', 'number of staff'), ('performance', 'performance'), ('exit_cost', 'cost of leaving'), ('contract_value', 'value of a contract'), ('other', 'other')], max_length=30)),
                ('amount', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ('amount_upper', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ('qualifier', models.CharField(blank=True, choices=[('over', 'over'), ('about', 'about'), ('up_to', 'up to'), ('at_least', 'at least'), ('between', 'between'), ('exactly', 'exactly')], max_length=20)),
                ('unit', models.CharField(choices=[('GBP', 'pounds'), ('percent', 'per cent'), ('people', 'people'), ('FTE', 'full-time equivalent'), ('GBP_per_head', 'pounds a head'), ('count', 'count'), ('minutes', 'minutes'), ('other', 'other')], max_length=20)),
                ('period_starts_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('period_ends_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('period_kind', models.CharField(choices=[('one_off', 'one-off'), ('per_year', 'a year'), ('cumulative', 'over the whole period'), ('point_in_time', 'at a point in time'), ('not_stated', 'period not stated')], max_length=20)),
                ('covers', models.CharField(choices=[('all_parties', 'all parties together'), ('each_party', 'each party'), ('one_party', 'one party'), ('subset', 'some of the parties'), ('programme', 'a programme wider or other than these parties'), ('not_stated', 'whom it covers is not stated')], max_length=20)),
                ('state', models.CharField(choices=[('target', 'target'), ('plan', 'plan'), ('budget', 'budget'), ('forecast', 'forecast'), ('actual', 'reported as happened'), ('contract', 'contract'), ('not_stated', 'kind of figure not stated')], max_length=20)),
                ('said_by', models.CharField(max_length=200)),
                ('said_as', models.CharField(choices=[('party', 'a party'), ('opponent', 'an opponent'), ('inspector', 'an inspector'), ('auditor', 'an auditor'), ('government', 'government'), ('supplier', 'a supplier'), ('press', 'the press'), ('candidate', 'a candidate for election'), ('campaign', 'a campaign'), ('encyclopaedia', 'an encyclopaedia'), ('other', 'somebody else')], max_length=20)),
                ('said_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('assurance', models.CharField(choices=[('claimed', 'claimed, not checked by anybody we know of'), ('finance_validated', "checked by the parties' finance officers"), ('independently_assured', 'from an inspector or auditor'), ('contested', 'contested'), ('not_stated', 'who vouches for it is not stated')], max_length=30)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'claim version',
                'verbose_name_plural': 'claim versions',
                'db_table': 'register_claim_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CollaborationAddressHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=100)),
            ],
            options={
                'verbose_name': 'collaboration address version',
                'verbose_name_plural': 'collaboration address versions',
                'db_table': 'register_collaborationaddress_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CollaborationFunctionHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'collaboration function version',
                'verbose_name_plural': 'collaboration function versions',
                'db_table': 'register_collaboration_functions_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CollaborationHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=10)),
                ('slug', models.SlugField(db_index=False, max_length=100)),
                ('title', models.CharField(max_length=200)),
                ('title_cy', models.CharField(blank=True, max_length=200)),
                ('model', models.CharField(choices=[('joint_unit', 'Joint unit'), ('lead_force', 'Lead force'), ('strategic_alliance', 'Strategic alliance'), ('national_service', 'National service'), ('network', 'Network'), ('shared_service', 'Shared service'), ('outsourcing', 'Outsourcing'), ('business_partnering', 'Business partnering'), ('emergency_services', 'With other emergency services'), ('framework', 'Framework'), ('other', 'Other')], max_length=30)),
                ('legal_basis', models.CharField(choices=[('s22A', 'Section 22A, Police Act 1996'), ('earlier_s23', 'Section 23, Police Act 1996, before 22A'), ('pca2017', 'Policing and Crime Act 2017'), ('contract', 'Contract'), ('mou', 'Memorandum of understanding'), ('company', 'Company'), ('other', 'Other'), ('not_stated', 'Not stated in our sources')], max_length=20)),
                ('legal_basis_note', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('proposed', 'proposed'), ('agreed', 'agreed'), ('running', 'running'), ('notice_given', 'notice given'), ('ended', 'ended'), ('dropped', 'dropped'), ('not_known', 'not known')], max_length=20)),
                ('status_as_of', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('ending_kind', models.CharField(blank=True, choices=[('term', 'its term ran out'), ('by_agreement', 'by agreement'), ('by_notice', 'by notice'), ('replaced', 'replaced'), ('merged', 'the forces merged'), ('to_national_body', 'moved to a national body'), ('not_stated', 'how is not stated in our sources')], max_length=20)),
                ('starts_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('start_kind', models.CharField(choices=[('agreed', 'agreed'), ('live', 'went live'), ('founded', 'founded'), ('not_stated', 'what the date marks is not stated')], max_length=20)),
                ('ends_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('inspection_role', models.CharField(blank=True, choices=[('case_1', 'Case study 1'), ('case_2', 'Case study 2'), ('case_3', 'Case study 3'), ('case_4', 'Case study 4'), ('case_5', 'Case study 5'), ('case_6', 'Case study 6'), ('held_up_as_working', 'Held up as working'), ('held_up_as_warning', 'Held up as a warning')], max_length=30)),
                ('existence_confidence', models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=10)),
                ('parties_confidence', models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=10)),
                ('dates_confidence', models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=10)),
                ('status_confidence', models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=10)),
                ('parties_coverage', models.CharField(choices=[('complete', 'complete, as the source lists it'), ('partial', 'some are named, others are not'), ('assumed', 'assumed: no source lists who signed'), ('not_known', 'not known')], max_length=20)),
                ('parties_expected', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('notes', models.TextField(blank=True)),
                ('provenance', models.CharField(choices=[('public_sources', 'From public sources, not confirmed by its parties'), ('confirmed', 'Confirmed by a party')], default='public_sources', max_length=20)),
            ],
            options={
                'verbose_name': 'collaboration version',
                'verbose_name_plural': 'collaboration versions',
                'db_table': 'register_collaboration_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CollaborationNameHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'collaboration name version',
                'verbose_name_plural': 'collaboration name versions',
                'db_table': 'register_collaborationname_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContradictionHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'contradiction version',
                'verbose_name_plural': 'contradiction versions',
                'db_table': 'register_claim_contradicts_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CorrectionHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=9)),
                ('about_kind', models.CharField(choices=[('collaboration', 'a collaboration'), ('organisation', 'a force or other body'), ('claim', 'a figure or view'), ('page', 'a page'), ('other', 'something else')], max_length=20)),
                ('about_key', models.CharField(blank=True, max_length=300)),
                ('field', models.CharField(blank=True, max_length=100)),
                ('said_wrong', models.CharField(max_length=4000)),
                ('would_be_right', models.CharField(blank=True, max_length=4000)),
                ('source_url', models.URLField(blank=True, max_length=600, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])])),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('received', 'received'), ('being_checked', 'being checked'), ('changed', 'accepted: the register was changed'), ('not_changed', 'checked: the register was not changed'), ('withdrawn', 'withdrawn'), ('spam', 'set aside: not about the register')], default='received', max_length=20)),
                ('answer', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('display', models.CharField(choices=[('hidden', 'hidden'), ('displayed', 'displayed')], default='hidden', max_length=20)),
                ('display_words', models.TextField(blank=True)),
                ('display_body', models.CharField(blank=True, max_length=200)),
                ('displayed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'correction version',
                'verbose_name_plural': 'correction versions',
                'db_table': 'register_correction_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EventHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('kind', models.CharField(choices=[('proposed', 'Proposed'), ('agreed', 'Agreed'), ('started', 'Started'), ('varied', 'Varied'), ('joined', 'Joined'), ('left', 'Left'), ('notice_given', 'Notice given'), ('extended', 'Extended'), ('reviewed', 'Reviewed'), ('inspected', 'Inspected'), ('ended', 'Ended'), ('other', 'Other')], max_length=20)),
                ('what', models.TextField()),
            ],
            options={
                'verbose_name': 'event version',
                'verbose_name_plural': 'event versions',
                'db_table': 'register_event_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FunctionHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=60)),
                ('name', models.CharField(max_length=100)),
                ('description', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'function version',
                'verbose_name_plural': 'function versions',
                'db_table': 'register_function_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartyHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('lead', 'lead'), ('host', 'host'), ('member', 'member'), ('supplier', 'supplier'), ('customer', 'customer'), ('funder', 'funder')], max_length=20)),
                ('joined_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('left_on', frankpledge.people.fields.PartialDateField(blank=True, max_length=10, null=True)),
                ('basis', models.CharField(choices=[('stated', 'stated by the source'), ('partial', 'named by the source; others are not'), ('assumed', 'assumed')], max_length=20)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'party version',
                'verbose_name_plural': 'party versions',
                'db_table': 'register_party_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PurposeHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('statement', models.TextField()),
                ('statement_cy', models.TextField(blank=True)),
                ('origin', models.CharField(choices=[('register', "this register's words, from public sources"), ('parties', "the parties' own words")], max_length=20)),
            ],
            options={
                'verbose_name': 'purpose version',
                'verbose_name_plural': 'purpose versions',
                'db_table': 'register_purpose_history',
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        ]),
        Together([
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_agreement_history" ("collaboration_id", "id", "is_signed_copy", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "url") SELECT new_values."collaboration_id", new_values."id", new_values."is_signed_copy", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_on", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b6663a9802bfba86d088d59e9c4cca0561d819ef', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0809c', referencing='REFERENCING NEW TABLE AS new_values ', table='register_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_agreement_history" ("collaboration_id", "id", "is_signed_copy", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "url") VALUES (NEW."collaboration_id", NEW."id", NEW."is_signed_copy", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_on", NEW."url"); RETURN NULL;', hash='99a6f257d939d97baca92ff327d57f5e4c3f752d', operation='UPDATE', pgid='pgtrigger_update_update_a3994', table='register_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_agreement_history" ("collaboration_id", "id", "is_signed_copy", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "url") VALUES (OLD."collaboration_id", OLD."id", OLD."is_signed_copy", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signed_on", OLD."url"); RETURN NULL;', hash='b39edb6c983c0aac93b2af103e8af20754a44213', operation='DELETE', pgid='pgtrigger_delete_delete_d9713', table='register_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='change',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_change_history" ("added_id", "author_id", "author_name", "author_organisation", "author_token_id", "before", "begun_at", "collaboration_id", "decided_at", "decider_id", "decider_name", "decision_reason", "holds_from", "id", "operation", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reason", "reference", "state", "submission_key", "target_id", "target_kind", "version", "wanted") SELECT new_values."added_id", new_values."author_id", new_values."author_name", new_values."author_organisation", new_values."author_token_id", new_values."before", new_values."begun_at", new_values."collaboration_id", new_values."decided_at", new_values."decider_id", new_values."decider_name", new_values."decision_reason", new_values."holds_from", new_values."id", new_values."operation", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."reason", new_values."reference", new_values."state", new_values."submission_key", new_values."target_id", new_values."target_kind", new_values."version", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1bb3b0440a16e28ec820a70209e30b083ee8ffcf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4c392', referencing='REFERENCING NEW TABLE AS new_values ', table='register_change', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='change',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_change_history" ("added_id", "author_id", "author_name", "author_organisation", "author_token_id", "before", "begun_at", "collaboration_id", "decided_at", "decider_id", "decider_name", "decision_reason", "holds_from", "id", "operation", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reason", "reference", "state", "submission_key", "target_id", "target_kind", "version", "wanted") VALUES (NEW."added_id", NEW."author_id", NEW."author_name", NEW."author_organisation", NEW."author_token_id", NEW."before", NEW."begun_at", NEW."collaboration_id", NEW."decided_at", NEW."decider_id", NEW."decider_name", NEW."decision_reason", NEW."holds_from", NEW."id", NEW."operation", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."reason", NEW."reference", NEW."state", NEW."submission_key", NEW."target_id", NEW."target_kind", NEW."version", NEW."wanted"); RETURN NULL;', hash='990fac50c1423c4e5f89f9939d7333a7e18fb46b', operation='UPDATE', pgid='pgtrigger_update_update_9e623', table='register_change', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='change',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_change_history" ("added_id", "author_id", "author_name", "author_organisation", "author_token_id", "before", "begun_at", "collaboration_id", "decided_at", "decider_id", "decider_name", "decision_reason", "holds_from", "id", "operation", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reason", "reference", "state", "submission_key", "target_id", "target_kind", "version", "wanted") VALUES (OLD."added_id", OLD."author_id", OLD."author_name", OLD."author_organisation", OLD."author_token_id", OLD."before", OLD."begun_at", OLD."collaboration_id", OLD."decided_at", OLD."decider_id", OLD."decider_name", OLD."decision_reason", OLD."holds_from", OLD."id", OLD."operation", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."reason", OLD."reference", OLD."state", OLD."submission_key", OLD."target_id", OLD."target_kind", OLD."version", OLD."wanted"); RETURN NULL;', hash='63dc6d58ae69f957cbc54bca371f6f15f0da4cf7', operation='DELETE', pgid='pgtrigger_delete_delete_ac0a8', table='register_change', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_citation_history" ("claim_id", "collaboration_id", "event_id", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "supports", "title") SELECT new_values."claim_id", new_values."collaboration_id", new_values."event_id", new_values."id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."source_id", new_values."supports", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b28f7c25e0ad86dd835945a26af6d3cfd0ec9ea3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ff15b', referencing='REFERENCING NEW TABLE AS new_values ', table='register_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_citation_history" ("claim_id", "collaboration_id", "event_id", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "supports", "title") VALUES (NEW."claim_id", NEW."collaboration_id", NEW."event_id", NEW."id", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source_id", NEW."supports", NEW."title"); RETURN NULL;', hash='1ab845f17509de9d896a17ccbc98ec9afac846a5', operation='UPDATE', pgid='pgtrigger_update_update_c5a5d', table='register_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_citation_history" ("claim_id", "collaboration_id", "event_id", "id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "supports", "title") VALUES (OLD."claim_id", OLD."collaboration_id", OLD."event_id", OLD."id", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source_id", OLD."supports", OLD."title"); RETURN NULL;', hash='5c5f334581228770ce99cc62c03559ddf19f234d', operation='DELETE', pgid='pgtrigger_delete_delete_1d87a', table='register_citation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_claim_history" ("amount", "amount_upper", "assurance", "collaboration_id", "covers", "id", "key", "kind", "note", "period_ends_on", "period_kind", "period_starts_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "said_as", "said_by", "said_on", "sentence", "state", "supersedes_id", "unit") SELECT new_values."amount", new_values."amount_upper", new_values."assurance", new_values."collaboration_id", new_values."covers", new_values."id", new_values."key", new_values."kind", new_values."note", new_values."period_ends_on", new_values."period_kind", new_values."period_starts_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."qualifier", new_values."said_as", new_values."said_by", new_values."said_on", new_values."sentence", new_values."state", new_values."supersedes_id", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5066021731e0db8acbab7976a7252c4b6df7a5b4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1e08b', referencing='REFERENCING NEW TABLE AS new_values ', table='register_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_claim_history" ("amount", "amount_upper", "assurance", "collaboration_id", "covers", "id", "key", "kind", "note", "period_ends_on", "period_kind", "period_starts_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "said_as", "said_by", "said_on", "sentence", "state", "supersedes_id", "unit") VALUES (NEW."amount", NEW."amount_upper", NEW."assurance", NEW."collaboration_id", NEW."covers", NEW."id", NEW."key", NEW."kind", NEW."note", NEW."period_ends_on", NEW."period_kind", NEW."period_starts_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."qualifier", NEW."said_as", NEW."said_by", NEW."said_on", NEW."sentence", NEW."state", NEW."supersedes_id", NEW."unit"); RETURN NULL;', hash='16ff2fb6928d8a49033bd7a1b576e58a90daf40d', operation='UPDATE', pgid='pgtrigger_update_update_7c5dd', table='register_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_claim_history" ("amount", "amount_upper", "assurance", "collaboration_id", "covers", "id", "key", "kind", "note", "period_ends_on", "period_kind", "period_starts_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "said_as", "said_by", "said_on", "sentence", "state", "supersedes_id", "unit") VALUES (OLD."amount", OLD."amount_upper", OLD."assurance", OLD."collaboration_id", OLD."covers", OLD."id", OLD."key", OLD."kind", OLD."note", OLD."period_ends_on", OLD."period_kind", OLD."period_starts_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."qualifier", OLD."said_as", OLD."said_by", OLD."said_on", OLD."sentence", OLD."state", OLD."supersedes_id", OLD."unit"); RETURN NULL;', hash='a98e8331004822fd45de65125cb341e5729f5b2e', operation='DELETE', pgid='pgtrigger_delete_delete_b9f70', table='register_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimcoverage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_claim_covers_organisations_history" ("claim_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."claim_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6da0135d96a261d4d6125b4a05fdefe01fb7fe93', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5a8dc', referencing='REFERENCING NEW TABLE AS new_values ', table='register_claim_covers_organisations', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimcoverage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_claim_covers_organisations_history" ("claim_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."claim_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='ff948ea46f2a539bbc9b062d48e6c4a55e8b2544', operation='UPDATE', pgid='pgtrigger_update_update_c237d', table='register_claim_covers_organisations', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimcoverage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_claim_covers_organisations_history" ("claim_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."claim_id", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='b0e32836389a7397e9c6664d2e6042d75a8d9267', operation='DELETE', pgid='pgtrigger_delete_delete_14094', table='register_claim_covers_organisations', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaboration',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_collaboration_history" ("dates_confidence", "ending_kind", "ends_on", "existence_confidence", "id", "inspection_role", "legal_basis", "legal_basis_note", "model", "notes", "parent_id", "parties_confidence", "parties_coverage", "parties_expected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provenance", "reference", "slug", "start_kind", "starts_on", "status", "status_as_of", "status_confidence", "title", "title_cy") SELECT new_values."dates_confidence", new_values."ending_kind", new_values."ends_on", new_values."existence_confidence", new_values."id", new_values."inspection_role", new_values."legal_basis", new_values."legal_basis_note", new_values."model", new_values."notes", new_values."parent_id", new_values."parties_confidence", new_values."parties_coverage", new_values."parties_expected", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provenance", new_values."reference", new_values."slug", new_values."start_kind", new_values."starts_on", new_values."status", new_values."status_as_of", new_values."status_confidence", new_values."title", new_values."title_cy" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='195ae379af629cf2f52a880bb83a31767fca6b48', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_55cd4', referencing='REFERENCING NEW TABLE AS new_values ', table='register_collaboration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaboration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_collaboration_history" ("dates_confidence", "ending_kind", "ends_on", "existence_confidence", "id", "inspection_role", "legal_basis", "legal_basis_note", "model", "notes", "parent_id", "parties_confidence", "parties_coverage", "parties_expected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provenance", "reference", "slug", "start_kind", "starts_on", "status", "status_as_of", "status_confidence", "title", "title_cy") VALUES (NEW."dates_confidence", NEW."ending_kind", NEW."ends_on", NEW."existence_confidence", NEW."id", NEW."inspection_role", NEW."legal_basis", NEW."legal_basis_note", NEW."model", NEW."notes", NEW."parent_id", NEW."parties_confidence", NEW."parties_coverage", NEW."parties_expected", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provenance", NEW."reference", NEW."slug", NEW."start_kind", NEW."starts_on", NEW."status", NEW."status_as_of", NEW."status_confidence", NEW."title", NEW."title_cy"); RETURN NULL;', hash='c2c98fbd0de64cd3cbe676eef11543ed71a4b35c', operation='UPDATE', pgid='pgtrigger_update_update_b00c9', table='register_collaboration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaboration',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_collaboration_history" ("dates_confidence", "ending_kind", "ends_on", "existence_confidence", "id", "inspection_role", "legal_basis", "legal_basis_note", "model", "notes", "parent_id", "parties_confidence", "parties_coverage", "parties_expected", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provenance", "reference", "slug", "start_kind", "starts_on", "status", "status_as_of", "status_confidence", "title", "title_cy") VALUES (OLD."dates_confidence", OLD."ending_kind", OLD."ends_on", OLD."existence_confidence", OLD."id", OLD."inspection_role", OLD."legal_basis", OLD."legal_basis_note", OLD."model", OLD."notes", OLD."parent_id", OLD."parties_confidence", OLD."parties_coverage", OLD."parties_expected", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provenance", OLD."reference", OLD."slug", OLD."start_kind", OLD."starts_on", OLD."status", OLD."status_as_of", OLD."status_confidence", OLD."title", OLD."title_cy"); RETURN NULL;', hash='45b1cb3976deea8a3b60def5584175ed6b1b456f', operation='DELETE', pgid='pgtrigger_delete_delete_d784c', table='register_collaboration', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationaddress',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_collaborationaddress_history" ("collaboration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."collaboration_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8c60395535d94cbe05579ce235b059e8e3fc5fd2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5564d', referencing='REFERENCING NEW TABLE AS new_values ', table='register_collaborationaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationaddress',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_collaborationaddress_history" ("collaboration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."collaboration_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='99cb09055bea2b43bbba8379004a050db6d4c4b1', operation='UPDATE', pgid='pgtrigger_update_update_23d69', table='register_collaborationaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationaddress',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_collaborationaddress_history" ("collaboration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."collaboration_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='77bc3a832d2075df2837d16679a9d30ae5bf46c0', operation='DELETE', pgid='pgtrigger_delete_delete_fe811', table='register_collaborationaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationfunction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_collaboration_functions_history" ("collaboration_id", "function_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."collaboration_id", new_values."function_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c1ca3805f8252a5cc5693d07d47970f8ea801c84', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_10d74', referencing='REFERENCING NEW TABLE AS new_values ', table='register_collaboration_functions', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationfunction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_collaboration_functions_history" ("collaboration_id", "function_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."collaboration_id", NEW."function_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='5479be342c7f03ab00e0e2732cad2453659fa1f2', operation='UPDATE', pgid='pgtrigger_update_update_31d9f', table='register_collaboration_functions', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationfunction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_collaboration_functions_history" ("collaboration_id", "function_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."collaboration_id", OLD."function_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='dbd74ef8a95433f0ca031767418ef67422e31ffe', operation='DELETE', pgid='pgtrigger_delete_delete_fe3b8', table='register_collaboration_functions', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_collaborationname_history" ("collaboration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") SELECT new_values."collaboration_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8266f15e1c279c1e958b962f4f8e0614525fe551', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a242b', referencing='REFERENCING NEW TABLE AS new_values ', table='register_collaborationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_collaborationname_history" ("collaboration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."collaboration_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;', hash='8923631feebb7b588a1c702467bec0c7beb62f15', operation='UPDATE', pgid='pgtrigger_update_update_45b9d', table='register_collaborationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collaborationname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_collaborationname_history" ("collaboration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."collaboration_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;', hash='8224313f22bb09cae37da5400214237ad6b66913', operation='DELETE', pgid='pgtrigger_delete_delete_08b24', table='register_collaborationname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contradiction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_claim_contradicts_history" ("from_claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_claim_id") SELECT new_values."from_claim_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."to_claim_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='db08ee18ab35412343443f61b90a8e06acb582c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dd14a', referencing='REFERENCING NEW TABLE AS new_values ', table='register_claim_contradicts', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contradiction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_claim_contradicts_history" ("from_claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_claim_id") VALUES (NEW."from_claim_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."to_claim_id"); RETURN NULL;', hash='0082791dcd638b51ea259c2a59ed8fc1b1ee55a8', operation='UPDATE', pgid='pgtrigger_update_update_79760', table='register_claim_contradicts', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contradiction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_claim_contradicts_history" ("from_claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_claim_id") VALUES (OLD."from_claim_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."to_claim_id"); RETURN NULL;', hash='e5a97ca7a13bc84ffdbfbf8322db4d9a8d3606e6', operation='DELETE', pgid='pgtrigger_delete_delete_3a8ba', table='register_claim_contradicts', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_correction_history" ("about_key", "about_kind", "answer", "answered_on", "claim_id", "collaboration_id", "display", "display_body", "display_words", "displayed_on", "due_on", "field", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "reference", "said_wrong", "source_url", "state", "submission_key", "would_be_right") SELECT new_values."about_key", new_values."about_kind", new_values."answer", new_values."answered_on", new_values."claim_id", new_values."collaboration_id", new_values."display", new_values."display_body", new_values."display_words", new_values."displayed_on", new_values."due_on", new_values."field", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_at", new_values."reference", new_values."said_wrong", new_values."source_url", new_values."state", new_values."submission_key", new_values."would_be_right" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4324b5a2aec0e335cf64d549775863e34449e125', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_952f8', referencing='REFERENCING NEW TABLE AS new_values ', table='register_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about_key" IS DISTINCT FROM (NEW."about_key") OR OLD."about_kind" IS DISTINCT FROM (NEW."about_kind") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."collaboration_id" IS DISTINCT FROM (NEW."collaboration_id") OR OLD."display" IS DISTINCT FROM (NEW."display") OR OLD."display_body" IS DISTINCT FROM (NEW."display_body") OR OLD."display_words" IS DISTINCT FROM (NEW."display_words") OR OLD."displayed_on" IS DISTINCT FROM (NEW."displayed_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."said_wrong" IS DISTINCT FROM (NEW."said_wrong") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission_key" IS DISTINCT FROM (NEW."submission_key") OR OLD."would_be_right" IS DISTINCT FROM (NEW."would_be_right"))', func='INSERT INTO "register_correction_history" ("about_key", "about_kind", "answer", "answered_on", "claim_id", "collaboration_id", "display", "display_body", "display_words", "displayed_on", "due_on", "field", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "reference", "said_wrong", "source_url", "state", "submission_key", "would_be_right") VALUES (NEW."about_key", NEW."about_kind", NEW."answer", NEW."answered_on", NEW."claim_id", NEW."collaboration_id", NEW."display", NEW."display_body", NEW."display_words", NEW."displayed_on", NEW."due_on", NEW."field", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_at", NEW."reference", NEW."said_wrong", NEW."source_url", NEW."state", NEW."submission_key", NEW."would_be_right"); RETURN NULL;', hash='272c4ffff427031f62b588f11437f1301d740aea', operation='UPDATE', pgid='pgtrigger_update_update_bd1fb', table='register_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_correction_history" ("about_key", "about_kind", "answer", "answered_on", "claim_id", "collaboration_id", "display", "display_body", "display_words", "displayed_on", "due_on", "field", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "reference", "said_wrong", "source_url", "state", "submission_key", "would_be_right") VALUES (OLD."about_key", OLD."about_kind", OLD."answer", OLD."answered_on", OLD."claim_id", OLD."collaboration_id", OLD."display", OLD."display_body", OLD."display_words", OLD."displayed_on", OLD."due_on", OLD."field", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_at", OLD."reference", OLD."said_wrong", OLD."source_url", OLD."state", OLD."submission_key", OLD."would_be_right"); RETURN NULL;', hash='565fb01ce081dff9e9d7ced1267cb0a78560e572', operation='DELETE', pgid='pgtrigger_delete_delete_120f1', table='register_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_event_history" ("collaboration_id", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."collaboration_id", new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b816f79b9da1a8b75e3aea272a3afe831ce93a47', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9db96', referencing='REFERENCING NEW TABLE AS new_values ', table='register_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_event_history" ("collaboration_id", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") VALUES (NEW."collaboration_id", NEW."id", NEW."kind", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."what"); RETURN NULL;', hash='df9d1d02beb265d367a2c57178d49e2d8539afc6', operation='UPDATE', pgid='pgtrigger_update_update_a2963', table='register_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_event_history" ("collaboration_id", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") VALUES (OLD."collaboration_id", OLD."id", OLD."kind", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."what"); RETURN NULL;', hash='a5fbae2675b3ccd27966217a7caf37c46ee27d12', operation='DELETE', pgid='pgtrigger_delete_delete_c7d6b', table='register_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='function',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_function_history" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") SELECT new_values."description", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='70bd5b370a5c671c5cec3552ca811e5ee100b65c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_57592', referencing='REFERENCING NEW TABLE AS new_values ', table='register_function', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='function',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_function_history" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='7b9f3482d538d4bcde1e702d63769b3107771275', operation='UPDATE', pgid='pgtrigger_update_update_95f43', table='register_function', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='function',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_function_history" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."description", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='151e15ea29083950f60caeb783d9709bdd2e63b8', operation='DELETE', pgid='pgtrigger_delete_delete_a2dd2', table='register_function', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_party_history" ("basis", "collaboration_id", "id", "joined_on", "left_on", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") SELECT new_values."basis", new_values."collaboration_id", new_values."id", new_values."joined_on", new_values."left_on", new_values."note", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2ffe216e2a23788d4b121eb126ef1b6eba354c73', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4a940', referencing='REFERENCING NEW TABLE AS new_values ', table='register_party', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_party_history" ("basis", "collaboration_id", "id", "joined_on", "left_on", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."basis", NEW."collaboration_id", NEW."id", NEW."joined_on", NEW."left_on", NEW."note", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;', hash='8af1e5943332137243870c5cb04b91e525d813f1', operation='UPDATE', pgid='pgtrigger_update_update_e48d2', table='register_party', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_party_history" ("basis", "collaboration_id", "id", "joined_on", "left_on", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."basis", OLD."collaboration_id", OLD."id", OLD."joined_on", OLD."left_on", OLD."note", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='e57f17706a142bb8963e88fe3756144d47503b3a', operation='DELETE', pgid='pgtrigger_delete_delete_7dbdc', table='register_party', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='purpose',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_purpose_history" ("collaboration_id", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement", "statement_cy", "version") SELECT new_values."collaboration_id", new_values."id", new_values."origin", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."statement", new_values."statement_cy", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b363c804df58bd87b1f4f22300283fb80241f7ba', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4e80c', referencing='REFERENCING NEW TABLE AS new_values ', table='register_purpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='purpose',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_purpose_history" ("collaboration_id", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement", "statement_cy", "version") VALUES (NEW."collaboration_id", NEW."id", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statement", NEW."statement_cy", NEW."version"); RETURN NULL;', hash='24cafc039522319531fe4693b6f44aea1405c13c', operation='UPDATE', pgid='pgtrigger_update_update_32530', table='register_purpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='purpose',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_purpose_history" ("collaboration_id", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement", "statement_cy", "version") VALUES (OLD."collaboration_id", OLD."id", OLD."origin", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statement", OLD."statement_cy", OLD."version"); RETURN NULL;', hash='0f3865919bd8f76788ba02cad5ff4ae30ac78586', operation='DELETE', pgid='pgtrigger_delete_delete_3778b', table='register_purpose', when='AFTER')),
        ),
        migrations.AddField(
            model_name='agreementhistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='agreementhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='agreementhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.agreement'),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='author',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='author_token',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.token'),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='collaboration',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='decider',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='changehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.change'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='claim',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='collaboration',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='event',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.event'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='party',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.party'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.citation'),
        ),
        migrations.AddField(
            model_name='citationhistory',
            name='source',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.source'),
        ),
        migrations.AddField(
            model_name='claimcoveragehistory',
            name='claim',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='claimcoveragehistory',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='claimcoveragehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='claimcoveragehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claimcoverage'),
        ),
        migrations.AddField(
            model_name='claimhistory',
            name='collaboration',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='claimhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='claimhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='claimhistory',
            name='supersedes',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='collaborationaddresshistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='collaborationaddresshistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='collaborationaddresshistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaborationaddress'),
        ),
        migrations.AddField(
            model_name='collaborationfunctionhistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='collaborationfunctionhistory',
            name='function',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.function'),
        ),
        migrations.AddField(
            model_name='collaborationfunctionhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='collaborationfunctionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaborationfunction'),
        ),
        migrations.AddField(
            model_name='collaborationhistory',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='collaborationhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='collaborationhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='collaborationnamehistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='collaborationnamehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='collaborationnamehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaborationname'),
        ),
        migrations.AddField(
            model_name='contradictionhistory',
            name='from_claim',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='contradictionhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='contradictionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.contradiction'),
        ),
        migrations.AddField(
            model_name='contradictionhistory',
            name='to_claim',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='claim',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.claim'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='collaboration',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.correction'),
        ),
        migrations.AddField(
            model_name='eventhistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='eventhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='eventhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.event'),
        ),
        migrations.AddField(
            model_name='functionhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='functionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.function'),
        ),
        migrations.AddField(
            model_name='partyhistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='partyhistory',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='partyhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='partyhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.party'),
        ),
        migrations.AddField(
            model_name='purposehistory',
            name='collaboration',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.collaboration'),
        ),
        migrations.AddField(
            model_name='purposehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='purposehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.purpose'),
        ),
        migrations.AddIndex(
            model_name='agreementhistory',
            index=models.Index(fields=['collaboration'], name='register_ag_collabo_5aa758_idx'),
        ),
        migrations.AddIndex(
            model_name='changehistory',
            index=models.Index(fields=['collaboration'], name='register_ch_collabo_be7e48_idx'),
        ),
        migrations.AddIndex(
            model_name='changehistory',
            index=models.Index(fields=['organisation'], name='register_ch_organis_46a0e4_idx'),
        ),
        migrations.AddIndex(
            model_name='citationhistory',
            index=models.Index(fields=['collaboration'], name='register_ci_collabo_b64b48_idx'),
        ),
        migrations.AddIndex(
            model_name='citationhistory',
            index=models.Index(fields=['claim'], name='register_ci_claim_i_4af21c_idx'),
        ),
        migrations.AddIndex(
            model_name='claimcoveragehistory',
            index=models.Index(fields=['claim'], name='register_cl_claim_i_9bfec3_idx'),
        ),
        migrations.AddIndex(
            model_name='claimhistory',
            index=models.Index(fields=['collaboration'], name='register_cl_collabo_eb926f_idx'),
        ),
        migrations.AddIndex(
            model_name='collaborationaddresshistory',
            index=models.Index(fields=['collaboration'], name='register_co_collabo_511aad_idx'),
        ),
        migrations.AddIndex(
            model_name='collaborationfunctionhistory',
            index=models.Index(fields=['collaboration'], name='register_co_collabo_01d430_idx'),
        ),
        migrations.AddIndex(
            model_name='collaborationnamehistory',
            index=models.Index(fields=['collaboration'], name='register_co_collabo_03281b_idx'),
        ),
        migrations.AddIndex(
            model_name='contradictionhistory',
            index=models.Index(fields=['from_claim'], name='register_cl_from_cl_b2ae19_idx'),
        ),
        migrations.AddIndex(
            model_name='eventhistory',
            index=models.Index(fields=['collaboration'], name='register_ev_collabo_9f6dc9_idx'),
        ),
        migrations.AddIndex(
            model_name='partyhistory',
            index=models.Index(fields=['collaboration'], name='register_pa_collabo_418df0_idx'),
        ),
        migrations.AddIndex(
            model_name='purposehistory',
            index=models.Index(fields=['collaboration'], name='register_pu_collabo_1778b6_idx'),
        ),
        ]),
        migrations.RunPython(take_down, migrations.RunPython.noop),
    ]
