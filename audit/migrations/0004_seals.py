"""Seals, append-only like the records; and each record keeps the transaction that wrote it, for the sealer to wait for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_advisers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='位置')),
                ('hash', models.BinaryField(max_length=32, verbose_name='ハッシュ値')),
                ('sealed_at', models.DateTimeField(verbose_name='封印した時刻')),
                ('record', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='audit.auditrecord', verbose_name='記録')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='seal_positions_begin_at_one')],
            },
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE audit_auditrecord ADD COLUMN transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id()",
                "CREATE INDEX audit_record_transaction ON audit_auditrecord (transaction_id, id)",
                "CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal "
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()",
                "CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()",
            ],
            [
                "DROP TRIGGER audit_seal_no_truncate ON audit_seal",
                "DROP TRIGGER audit_seal_append_only ON audit_seal",
                "DROP INDEX audit_record_transaction",
                "ALTER TABLE audit_auditrecord DROP COLUMN transaction_id",
            ],
        ),
    ]
