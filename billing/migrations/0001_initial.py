# Contracts, participations, calculations and shares.

import common.identifiers
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenants', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.UUIDField(default=common.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=100, verbose_name='契約の名称')),
                ('supplier_name', models.CharField(max_length=100, verbose_name='契約の相手方')),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('total_yen', models.PositiveBigIntegerField(verbose_name='総額（税込み、円）')),
                ('equal_weight', models.PositiveSmallIntegerField(verbose_name='均等割の割合')),
                ('population_weight', models.PositiveSmallIntegerField(verbose_name='人口割の割合')),
                ('population_label', models.CharField(max_length=60, verbose_name='人口の種別')),
                ('population_on', models.DateField(verbose_name='人口の基準日')),
                ('state', models.CharField(choices=[('open', '検討中'), ('confirmed', '確定')], default='open', max_length=20, verbose_name='状態')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-fiscal_year', 'created_at'],
                'constraints': [models.UniqueConstraint(fields=('fiscal_year', 'title'), name='one_contract_of_a_title_per_year'), models.CheckConstraint(condition=models.Q(('equal_weight__gt', 0), ('population_weight__gt', 0), _connector='OR'), name='contract_has_a_weight'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'confirmed'])), name='contract_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='AllocationRun',
            fields=[
                ('id', models.UUIDField(default=common.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='案の番号')),
                ('terms', models.JSONField(help_text='billing.allocation.Terms', verbose_name='前提')),
                ('population_label', models.CharField(max_length=60, verbose_name='人口の種別')),
                ('population_on', models.DateField(verbose_name='人口の基準日')),
                ('total_yen', models.PositiveBigIntegerField(verbose_name='総額（税込み、円）')),
                ('computed_at', models.DateTimeField(verbose_name='計算した時刻')),
                ('computed_by', models.CharField(max_length=100, verbose_name='計算した人')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='確定した時刻')),
                ('confirmed_by', models.CharField(blank=True, max_length=100, verbose_name='確定した人')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='billing.contract')),
            ],
            options={
                'ordering': ['contract', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=common.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('joining_month', models.PositiveSmallIntegerField(default=4, verbose_name='参加月')),
                ('population', models.PositiveIntegerField(verbose_name='人口')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='billing.contract')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='tenants.municipality')),
            ],
            options={
                'ordering': ['municipality__code'],
            },
        ),
        migrations.CreateModel(
            name='AllocationShare',
            fields=[
                ('id', models.UUIDField(default=common.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=6, verbose_name='全国地方公共団体コード')),
                ('name', models.CharField(max_length=50, verbose_name='名称')),
                ('amount_yen', models.PositiveBigIntegerField(verbose_name='負担額（円）')),
                ('explanation', models.JSONField(help_text='billing.allocation.Share', verbose_name='計算の説明')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='billing.allocationrun')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('run', 'code'), name='one_share_per_municipality')],
            },
        ),
        migrations.AddConstraint(
            model_name='allocationrun',
            constraint=models.UniqueConstraint(fields=('contract', 'number'), name='one_run_per_number'),
        ),
        migrations.AddConstraint(
            model_name='allocationrun',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False)), fields=('contract',), name='one_confirmed_run_per_contract'),
        ),
        migrations.AddConstraint(
            model_name='allocationrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by', '')), models.Q(('confirmed_at__isnull', False), models.Q(('confirmed_by', ''), _negated=True)), _connector='OR'), name='confirmed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='allocationrun',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('confirmed_at__gte', models.F('computed_at')), _connector='OR'), name='confirmed_after_computed'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('contract', 'municipality'), name='one_participation_per_contract'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('joining_month__range', (1, 12))), name='joining_month_is_a_month'),
        ),
    ]
