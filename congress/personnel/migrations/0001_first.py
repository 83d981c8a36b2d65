import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0004_tell_people_apart"),
        ("terms", "0001_first"),
        ("units", "0002_words_and_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terms.congress"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Tên tệp")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed_with", models.CharField(max_length=16)),
                (
                    "uploaded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="sealed_file_not_empty")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SealedPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="personnel.sealedfile"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("file", "position"), name="sealed_piece_once_a_position")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terms.congress"),
                ),
                ("purpose", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("stamp", models.CharField(blank=True, max_length=40)),
                ("received", models.PositiveIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("received__lte", models.F("size"))), name="no_more_received_than_announced"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IncomingPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "incoming",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="personnel.incoming"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "ordering": ["start"],
                "constraints": [models.UniqueConstraint(fields=("incoming", "start"), name="incoming_piece_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="terms.congress"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member", verbose_name="Hội viên"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("in_office", "Tái cử"),
                            ("introduced", "Đơn vị giới thiệu"),
                            ("named", "Tiểu ban Nhân sự đề xuất"),
                            ("floor", "Đề cử, ứng cử tại đại hội"),
                        ],
                        max_length=12,
                        verbose_name="Nguồn giới thiệu",
                    ),
                ),
                ("is_incumbent", models.BooleanField(default=False, verbose_name="Đương nhiệm")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="Chức danh dự kiến")),
                ("is_full_time", models.BooleanField(default=False, verbose_name="Chuyên trách")),
                ("block", models.CharField(blank=True, max_length=60, verbose_name="Khối")),
                (
                    "place",
                    models.CharField(
                        choices=[("proposed", "Đề nghị"), ("reserve", "Dự phòng"), ("not", "Không đưa vào")],
                        default="proposed",
                        max_length=10,
                        verbose_name="Vị trí trong danh sách",
                    ),
                ),
                ("dropped_because", models.CharField(blank=True, max_length=500, verbose_name="Lý do không đưa vào")),
                ("biography", models.TextField(blank=True, verbose_name="Tiểu sử tóm tắt")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="Xin rút ngày")),
                ("withdrawn_because", models.CharField(blank=True, max_length=300, verbose_name="Lý do rút")),
                ("exception_reason", models.CharField(blank=True, max_length=500, verbose_name="Lý do ngoại lệ")),
                (
                    "exception_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("exception_at", models.DateTimeField(blank=True, null=True)),
                ("sort_key", models.CharField(db_collation="C", max_length=400)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("congress", "member"),
                        name="candidate_once_a_congress",
                        violation_error_message="Đồng chí này đã có trong danh sách nhân sự.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exception_at", None), ("exception_by", None), ("exception_reason", "")),
                            models.Q(
                                ("exception_at__isnull", False),
                                ("exception_by__isnull", False),
                                models.Q(("exception_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="candidate_exception_by_at_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_on", None), ("place", "not"), _connector="OR"),
                        name="candidate_withdrawn_is_not_proposed",
                        violation_error_message="Người đã xin rút không thể còn trong danh sách đề nghị.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="personnel_scenarios", to="terms.congress"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Tên phương án")),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("congress", "name"), name="scenario_name_once_a_congress")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ScenarioPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="personnel.scenario"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scenario_places", to="personnel.candidate"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("proposed", "Đề nghị"), ("reserve", "Dự phòng"), ("not", "Không đưa vào")], max_length=10
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("scenario", "candidate"), name="place_once_a_scenario")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CandidateDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="personnel.candidate"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("missing", "Chưa có"),
                            ("received", "Đã nhận, chờ kiểm tra"),
                            ("accepted", "Đạt"),
                            ("returned", "Cần bổ sung"),
                            ("not_needed", "Không phải nộp"),
                        ],
                        default="missing",
                        max_length=12,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="Ngày của giấy tờ")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="Có giá trị đến")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Ghi chú")),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("candidate", "kind"), name="document_kind_once_a_candidate"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at", None), ("reviewed_by", None)),
                            models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="document_reviewed_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="document_returned_says_what_is_missing",
                        violation_error_message="Hãy ghi cần bổ sung gì.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="personnel.candidatedocument"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="personnel.sealedfile"
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Vetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="vettings", to="personnel.candidate"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_asked", "Chưa gửi"),
                            ("asked", "Đã gửi, chờ trả lời"),
                            ("passed", "Đạt"),
                            ("more", "Cần bổ sung"),
                            ("failed", "Không đạt"),
                            ("not_needed", "Không thuộc diện"),
                        ],
                        default="not_asked",
                        max_length=12,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=200, verbose_name="Cơ quan trả lời")),
                (
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vettings_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("question", models.TextField(blank=True, verbose_name="Nội dung đề nghị")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Hạn trả lời")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("paper", models.CharField(blank=True, max_length=100, verbose_name="Số văn bản")),
                ("paper_on", models.DateField(blank=True, null=True, verbose_name="Ngày văn bản")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Ghi chú")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["asked_of", "state"], name="vetting_waiting_for_account")],
                "constraints": [
                    models.UniqueConstraint(fields=("candidate", "kind"), name="vetting_kind_once_a_candidate"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="vetting_answered_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["passed", "failed"]), _negated=True),
                            models.Q(models.Q(("paper", ""), _negated=True), ("paper_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="vetting_answer_names_its_paper",
                        violation_error_message="Hãy ghi số và ngày văn bản trả lời.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FloorNomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="floor_nominations", to="terms.congress"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member", verbose_name="Hội viên"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("de_cu", "Đề cử"), ("ung_cu", "Ứng cử")], max_length=10, verbose_name="Hình thức"),
                ),
                ("nominated_by", models.CharField(blank=True, max_length=200, verbose_name="Người (đoàn) đề cử")),
                ("form_complete", models.BooleanField(default=False, verbose_name="Hồ sơ đủ")),
                ("consents", models.BooleanField(null=True, verbose_name="Đồng ý ứng cử")),
                ("agreeing", models.PositiveIntegerField(blank=True, null=True, verbose_name="Số đại biểu đồng ý")),
                ("voting", models.PositiveIntegerField(blank=True, null=True, verbose_name="Số đại biểu biểu quyết")),
                ("withdraws", models.BooleanField(default=False, verbose_name="Xin rút")),
                ("withdrawal_accepted", models.BooleanField(null=True, verbose_name="Đoàn Chủ tịch đồng ý cho rút")),
                ("accepted", models.BooleanField(null=True, verbose_name="Đưa vào danh sách")),
                ("decided_because", models.CharField(blank=True, max_length=300, verbose_name="Lý do")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("congress", "member"), name="floor_nomination_once_a_congress"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreeing", None), ("voting", None), ("agreeing__lte", models.F("voting")), _connector="OR"
                        ),
                        name="no_more_agree_than_vote",
                        violation_error_message="Số đồng ý nhiều hơn số biểu quyết.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Direction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="personnel_direction", to="terms.congress"
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Số lượng cần bầu (chỉ định)")),
                ("requirements", models.TextField(blank=True, verbose_name="Yêu cầu")),
                ("standards", models.TextField(blank=True, verbose_name="Tiêu chuẩn")),
                ("targets", models.JSONField(default=list, verbose_name="Cơ cấu")),
                ("rules", models.JSONField(default=dict)),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="Ngày thông qua")),
                ("adopted_by_meeting", models.CharField(blank=True, max_length=300, verbose_name="Hội nghị thông qua")),
                ("in_favour", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Số đồng ý")),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Số có mặt")),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.sealedfile",
                        verbose_name="Biên bản",
                    ),
                ),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="Lưu đến ngày")),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_at", None), ("adopted_by", None)),
                            models.Q(
                                ("adopted_at__isnull", False),
                                ("adopted_by__isnull", False),
                                ("adopted_on__isnull", False),
                                ("seats__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="direction_adopted_with_number_day_and_minutes",
                        violation_error_message="Phương hướng nhân sự phải có số lượng và ngày thông qua.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_favour", None), ("present", None), ("in_favour__lte", models.F("present")), _connector="OR"
                        ),
                        name="direction_votes_are_not_more_than_those_present",
                        violation_error_message="Số đồng ý nhiều hơn số có mặt.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="OfficeReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="office_reviews", to="terms.congress"
                    ),
                ),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="Chức vụ trong Hội")),
                (
                    "decision",
                    models.CharField(
                        choices=[("undecided", "Chưa quyết định"), ("stays", "Tái cử"), ("goes", "Không tái cử")],
                        default="undecided",
                        max_length=10,
                        verbose_name="Tái cử",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("age", "Đến tuổi, không đủ thời gian công tác"),
                            ("moved", "Chuyển công tác"),
                            ("wish", "Tự nguyện xin không tái cử"),
                            ("renewal", "Theo yêu cầu đổi mới"),
                            ("standards", "Không còn đủ tiêu chuẩn"),
                            ("other", "Lý do khác"),
                        ],
                        max_length=12,
                        verbose_name="Lý do",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Ghi chú")),
                ("months_left", models.SmallIntegerField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["member__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("congress", "member"), name="office_reviewed_once_a_congress"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "goes"), _negated=True),
                            models.Q(("because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="office_review_to_go_says_why",
                        violation_error_message="Hãy chọn lý do không tái cử.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="office_review_decided_by_and_at_together",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="BodyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="body_changes",
                        to="terms.congress",
                        verbose_name="Khoá",
                    ),
                ),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member")),
                (
                    "kind",
                    models.CharField(
                        choices=[("bo_sung", "Bổ sung"), ("cho_thoi", "Cho thôi giữ chức"), ("thoi_tham_gia", "Thôi tham gia")],
                        max_length=15,
                        verbose_name="Thay đổi",
                    ),
                ),
                ("position", models.CharField(max_length=40, verbose_name="Chức vụ trong Hội")),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("age", "Đến tuổi, không đủ thời gian công tác"),
                            ("moved", "Chuyển công tác"),
                            ("wish", "Tự nguyện xin không tái cử"),
                            ("renewal", "Theo yêu cầu đổi mới"),
                            ("standards", "Không còn đủ tiêu chuẩn"),
                            ("other", "Lý do khác"),
                        ],
                        max_length=12,
                        verbose_name="Lý do",
                    ),
                ),
                ("on", models.DateField(verbose_name="Từ ngày")),
                ("decision", models.CharField(max_length=200, verbose_name="Quyết định (số, ngày, cơ quan)")),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("congress", "member", "kind", "on"), name="body_change_once_a_day")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="personnel_submissions", to="terms.congress"
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[("cap_uy", "Cấp uỷ cùng cấp"), ("hoi_cap_tren", "Hội cấp trên")],
                        max_length=15,
                        verbose_name="Trình",
                    ),
                ),
                ("body", models.CharField(max_length=200, verbose_name="Cơ quan")),
                ("content", models.JSONField(default=dict)),
                ("hash", models.CharField(max_length=64)),
                ("paper", models.CharField(blank=True, max_length=200, verbose_name="Tờ trình (số, ngày)")),
                ("sent_on", models.DateField(verbose_name="Ngày trình")),
                (
                    "sent_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ ý kiến"),
                            ("agreed", "Đồng ý"),
                            ("agreed_in_part", "Đồng ý một phần"),
                            ("returned", "Yêu cầu bổ sung"),
                        ],
                        default="waiting",
                        max_length=15,
                        verbose_name="Ý kiến",
                    ),
                ),
                ("answer_paper", models.CharField(blank=True, max_length=200, verbose_name="Văn bản trả lời (số, ngày)")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="Ngày trả lời")),
                ("opinion", models.TextField(blank=True, verbose_name="Nội dung")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.sealedfile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "waiting"),
                            models.Q(models.Q(("answer_paper", ""), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="submission_answer_names_its_paper_and_day",
                        violation_error_message="Hãy ghi số và ngày văn bản trả lời.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FinalList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="final_list", to="terms.congress"
                    ),
                ),
                ("content", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("seats", models.PositiveSmallIntegerField()),
                ("accepted_warnings", models.JSONField(default=list)),
                (
                    "locked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("locked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "announced_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("announced_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("announced_at", None), ("announced_by", None)),
                            models.Q(("announced_at__isnull", False), ("announced_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="final_list_announced_by_and_at_together",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AppointmentDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointment_decision", to="terms.congress"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="Số, ký hiệu")),
                ("dated_on", models.DateField(verbose_name="Ngày")),
                ("issuer", models.CharField(max_length=200, verbose_name="Cơ quan ký")),
                ("people", models.JSONField(default=list)),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.sealedfile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="personnel_exports", to="terms.congress"
                    ),
                ),
                ("form", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200, verbose_name="Văn bản")),
                ("parameters", models.JSONField(default=dict)),
                ("purpose", models.CharField(max_length=300, verbose_name="Mục đích")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Chờ người thứ hai đồng ý"),
                            ("agreed", "Đã đồng ý"),
                            ("refused", "Không đồng ý"),
                            ("used", "Đã xuất"),
                            ("expired", "Hết hạn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("refused_because", models.CharField(blank=True, max_length=300, verbose_name="Lý do")),
                ("rendering", models.BigIntegerField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None), models.Q(("decided_by", models.F("asked_by")), _negated=True), _connector="OR"
                        ),
                        name="export_agreed_by_somebody_else",
                        violation_error_message="Người yêu cầu không tự đồng ý được; cần một người khác.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="export_decided_by_and_at_together",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Process",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="personnel_process", to="terms.congress"
                    ),
                ),
                ("branch", models.CharField(max_length=20, verbose_name="Quy trình")),
                ("adapted_because", models.CharField(blank=True, max_length=500, verbose_name="Lý do điều chỉnh")),
                (
                    "chosen_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcessStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "process",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="personnel.process"),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=10, verbose_name="Bước")),
                ("name", models.CharField(max_length=300, verbose_name="Nội dung")),
                ("meeting", models.CharField(blank=True, max_length=300, verbose_name="Hội nghị (thành phần)")),
                ("product", models.CharField(blank=True, max_length=300, verbose_name="Kết quả phải có")),
                (
                    "method",
                    models.CharField(
                        choices=[("none", "Không bỏ phiếu"), ("show", "Biểu quyết"), ("ballot", "Phiếu kín")],
                        default="none",
                        max_length=10,
                        verbose_name="Cách biểu quyết",
                    ),
                ),
                ("threshold", models.CharField(blank=True, max_length=10, verbose_name="Ngưỡng")),
                (
                    "base",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TRIEU_TAP", "số người được triệu tập"),
                            ("CO_MAT", "số người có mặt"),
                            ("PHIEU_THU_VE", "số phiếu thu về"),
                            ("PHIEU_HOP_LE", "số phiếu hợp lệ"),
                        ],
                        max_length=15,
                        verbose_name="Mẫu số",
                    ),
                ),
                ("most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Lấy nhiều nhất")),
                ("purpose", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Chưa bắt đầu"), ("open", "Đang thực hiện"), ("closed", "Đã xong")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="Ngày họp")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Địa điểm")),
                ("chair", models.CharField(blank=True, max_length=150, verbose_name="Chủ trì")),
                ("secretary", models.CharField(blank=True, max_length=150, verbose_name="Thư ký")),
                ("summoned", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Triệu tập")),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Có mặt")),
                ("issued", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Phiếu phát ra")),
                ("collected", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Phiếu thu về")),
                ("valid", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Phiếu hợp lệ")),
                ("invalid", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Phiếu không hợp lệ")),
                ("conclusion", models.TextField(blank=True, verbose_name="Kết luận")),
                ("paper", models.CharField(blank=True, max_length=200, verbose_name="Văn bản (số, ngày)")),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.sealedfile",
                        verbose_name="Biên bản",
                    ),
                ),
                (
                    "tally",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.sealedfile",
                        verbose_name="Biên bản kiểm phiếu",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("process", "position"), name="process_step_once_a_position"),
                    models.UniqueConstraint(fields=("process", "code"), name="process_step_code_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("process",),
                        name="one_open_step_a_process",
                        violation_error_message="Quy trình đang có một bước chưa kết thúc.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("present", None), ("summoned", None), ("present__lte", models.F("summoned")), _connector="OR"
                        ),
                        name="no_more_present_than_summoned",
                        violation_error_message="Số có mặt nhiều hơn số triệu tập.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued", None), ("present", None), ("issued__lte", models.F("present")), _connector="OR"
                        ),
                        name="no_more_ballots_issued_than_present",
                        violation_error_message="Số phiếu phát ra nhiều hơn số người có mặt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("collected", None), ("issued", None), ("collected__lte", models.F("issued")), _connector="OR"
                        ),
                        name="no_more_ballots_collected_than_issued",
                        violation_error_message="Số phiếu thu về nhiều hơn số phiếu phát ra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("collected", None),
                            ("valid", None),
                            ("invalid", None),
                            (
                                "collected",
                                django.db.models.expressions.CombinedExpression(models.F("valid"), "+", models.F("invalid")),
                            ),
                            _connector="OR",
                        ),
                        name="ballots_valid_and_invalid_make_those_collected",
                        violation_error_message="Phiếu hợp lệ và không hợp lệ cộng lại phải bằng phiếu thu về.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="process_step_closed_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", False), _connector="OR"
                        ),
                        name="process_step_closed_says_by_whom",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="personnel.processstep"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="Lý do")),
                ("before", models.JSONField(default=dict)),
                (
                    "reopened_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("reopened_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="StepName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="personnel.processstep"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="step_names", to="personnel.candidate"
                    ),
                ),
                ("votes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Số phiếu đồng ý")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("pending", "Chưa có kết quả"),
                            ("passed", "Đạt"),
                            ("failed", "Không đạt"),
                            ("tied", "Bằng phiếu, chờ quyết định"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="Kết quả",
                    ),
                ),
                ("decided_because", models.CharField(blank=True, max_length=300, verbose_name="Lý do quyết định")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Ghi chú")),
            ],
            options={
                "ordering": ["candidate__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "candidate"),
                        name="name_once_a_step",
                        violation_error_message="Người này đã có trong danh sách của bước.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IntroductionCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="introduction_calls", to="terms.congress"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="introduction_calls", to="units.unit"
                    ),
                ),
                ("request", models.TextField(blank=True, verbose_name="Nội dung đề nghị")),
                ("due_on", models.DateField(verbose_name="Hạn giới thiệu")),
                ("most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Số người được giới thiệu")),
                ("summoned", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Triệu tập")),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Có mặt")),
                ("valid", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Phiếu hợp lệ")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="Ngày họp")),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.sealedfile",
                        verbose_name="Biên bản",
                    ),
                ),
                ("committee_agrees", models.BooleanField(default=False, verbose_name="Cấp uỷ đơn vị nhất trí")),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Gửi lúc")),
                (
                    "called_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("called_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["unit__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("congress", "unit"), name="introduction_call_once_a_unit"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("sent_by", None)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="introduction_sent_by_and_at_together",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Introduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="introductions", to="personnel.introductioncall"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member", verbose_name="Hội viên"
                    ),
                ),
                ("votes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Số phiếu đồng ý")),
                ("reason", models.TextField(blank=True, verbose_name="Nhận xét của đơn vị")),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="personnel.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "member"),
                        name="introduced_once_a_unit",
                        violation_error_message="Đơn vị đã giới thiệu đồng chí này.",
                    )
                ],
                "indexes": [],
            },
        ),
    ]
