"""Rules of every kind, figures with their origin, decisions with versions. What was entered before is carried over as it was."""

import django.db.models.deletion
from django.db import migrations, models

import common.identifiers

KEY = ("id", models.UUIDField(default=common.identifiers.new_id, editable=False, primary_key=True, serialize=False))
KINDS = [
    ("census", "国勢調査人口（人）"),
    ("register", "住民基本台帳人口（人）"),
    ("forecast", "将来推計人口（人）"),
    ("need", "基準財政需要額（千円）"),
    ("alone", "単独で契約した場合の年額（円）"),
]

CARRY_OVER = [
    """
    UPDATE billing_contract SET
        running_yen = total_yen,
        use_year = fiscal_year - 1,
        rule = jsonb_build_object('components', jsonb_build_array(
            jsonb_build_object('basis', 'equal', 'weight', equal_weight, 'group', 'all'),
            jsonb_build_object('basis', 'population', 'weight', population_weight, 'group', 'all')))
    """,
    # One set of figures for each contract, under the contract's own key: it is carried over as it was typed.
    """
    INSERT INTO billing_basefigures (id, kind, as_of, origin, entered_at, entered_by)
    SELECT id, CASE WHEN population_label LIKE '%台帳%' THEN 'register' ELSE 'census' END, population_on, population_label, created_at, ''
    FROM billing_contract
    """,
    """
    INSERT INTO billing_basefigure (id, figures_id, municipality_id, value)
    SELECT id, contract_id, municipality_id, population FROM billing_participation
    """,
    "UPDATE billing_contract SET population_id = id",
    """
    UPDATE billing_participation SET joins_on =
        make_date(fiscal_year + CASE WHEN joining_month < 4 THEN 1 ELSE 0 END, joining_month, 1)
    FROM billing_contract WHERE billing_contract.id = contract_id AND joining_month <> 4
    """,
    "ALTER TABLE billing_allocationrun DISABLE TRIGGER USER",
    """
    UPDATE billing_allocationrun SET
        sources = jsonb_build_array(jsonb_build_object(
            'kind', 'census', 'label', population_label, 'as_of', population_on, 'origin', population_label))
    """,
    """
    UPDATE billing_allocationrun SET version = 1, resolution = '以前の記録', resolved_on = confirmed_at::date
    WHERE confirmed_at IS NOT NULL
    """,
    "ALTER TABLE billing_allocationrun ENABLE TRIGGER USER",
    "SET CONSTRAINTS ALL IMMEDIATE",  # what waits for the commit would keep the tables from being altered
]


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_confirmed_stays"), ("tenants", "0008_sharing")]

    operations = [
        migrations.CreateModel(
            name="BaseFigures",
            fields=[
                KEY,
                ("kind", models.CharField(choices=KINDS, max_length=10, verbose_name="種別")),
                ("as_of", models.DateField(verbose_name="基準日")),
                ("origin", models.CharField(max_length=200, verbose_name="出典")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("entered_by", models.CharField(max_length=100, verbose_name="登録した人")),
            ],
            options={
                "ordering": ["kind", "-as_of", "-entered_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", [kind for kind, _ in KINDS])), name="figures_are_of_a_known_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BaseFigure",
            fields=[
                KEY,
                ("value", models.PositiveBigIntegerField(verbose_name="数値")),
                (
                    "figures",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="billing.basefigures"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenants.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["municipality__code"],
                "constraints": [
                    models.UniqueConstraint(fields=("figures", "municipality"), name="one_figure_per_set")
                ],
            },
        ),
        migrations.AddField("contract", "running_yen", models.PositiveBigIntegerField("運用の費用（税込み、円）", default=0), preserve_default=False),
        migrations.AddField("contract", "rule", models.JSONField("配分の規約", default=dict), preserve_default=False),
        migrations.AddField("contract", "use_year", models.PositiveSmallIntegerField("件数を数える年度", default=0), preserve_default=False),
        migrations.AddField(
            "contract",
            "population",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="billing.basefigures",
                verbose_name="人口",
            ),
        ),
        migrations.AddField("participation", "joins_on", models.DateField(blank=True, null=True, verbose_name="参加する日")),
        migrations.AddField("allocationrun", "sources", models.JSONField("基礎数値の出典", default=list)),
        migrations.AddField("allocationrun", "version", models.PositiveSmallIntegerField("決定の版", blank=True, null=True)),
        migrations.AddField("allocationrun", "resolution", models.CharField("議決", blank=True, max_length=100)),
        migrations.AddField("allocationrun", "resolved_on", models.DateField("議決の日", blank=True, null=True)),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveConstraint("contract", "contract_has_a_weight"),
        migrations.RemoveConstraint("participation", "joining_month_is_a_month"),
        migrations.RemoveConstraint("allocationrun", "one_confirmed_run_per_contract"),
        migrations.RemoveConstraint("allocationrun", "confirmed_by_somebody"),
        migrations.RemoveConstraint("contract", "contract_state_is_known"),
        migrations.RemoveField("contract", "equal_weight"),
        migrations.RemoveField("contract", "population_weight"),
        migrations.RemoveField("contract", "population_label"),
        migrations.RemoveField("contract", "population_on"),
        migrations.RemoveField("participation", "joining_month"),
        migrations.RemoveField("participation", "population"),
        migrations.RemoveField("allocationrun", "population_label"),
        migrations.RemoveField("allocationrun", "population_on"),
        migrations.AddField("allocationrun", "computed_by_id", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("allocationrun", "content_hash", models.CharField("内容の照合値", default="", max_length=64), preserve_default=False),
    ]
