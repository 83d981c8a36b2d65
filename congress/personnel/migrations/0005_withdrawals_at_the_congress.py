import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DECISIONS = {None: "waiting", True: "accepted", False: "refused"}


def carry_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What stood on a nomination becomes a withdrawal of its own; the reason wasn't asked for then."""
    nominations = apps.get_model("personnel", "FloorNomination").objects.filter(withdraws=True)
    withdrawals = apps.get_model("personnel", "FloorWithdrawal").objects
    for one in nominations.iterator():
        is_decided = one.withdrawal_accepted is not None
        withdrawals.create(
            congress_id=one.congress_id,
            member_id=one.member_id,
            reason=one.decided_because or "Không ghi lý do",
            decision=DECISIONS[one.withdrawal_accepted],
            decision_by_id=one.recorded_by_id if is_decided else None,
            decision_at=one.recorded_at if is_decided else None,
            recorded_by_id=one.recorded_by_id,
            recorded_at=one.recorded_at,
        )


def carry_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    nominations = apps.get_model("personnel", "FloorNomination").objects
    values = {decision: value for value, decision in DECISIONS.items()}
    for one in apps.get_model("personnel", "FloorWithdrawal").objects.iterator():
        found = nominations.filter(congress=one.congress_id, member=one.member_id)
        found.update(withdraws=True, withdrawal_accepted=values[one.decision])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_tell_people_apart"),
        ("personnel", "0004_biographies_of_the_final_list"),
        ("terms", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FloorWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="Lý do xin rút")),
                ("in_writing", models.BooleanField(default=False, verbose_name="Có đơn xin rút")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ quyết định"),
                            ("accepted", "Chấp nhận cho rút"),
                            ("refused", "Không chấp nhận"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="Đoàn Chủ tịch quyết định",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Ghi chú")),
                ("decision_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="floor_withdrawals", to="terms.congress"
                    ),
                ),
                (
                    "decision_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member", verbose_name="Hội viên"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("congress", "member"),
                        name="floor_withdrawal_once_a_congress",
                        violation_error_message="Việc xin rút của đồng chí này đã được ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="floor_withdrawal_says_why",
                        violation_error_message="Hãy ghi lý do xin rút.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "waiting"), ("decision_at", None), ("decision_by", None)),
                            models.Q(
                                ("decision__in", ["accepted", "refused"]),
                                ("decision_at__isnull", False),
                                ("decision_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="floor_withdrawal_decided_by_and_at",
                    ),
                ],
            },
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField(model_name="floornomination", name="withdraws"),
        migrations.RemoveField(model_name="floornomination", name="withdrawal_accepted"),
    ]
