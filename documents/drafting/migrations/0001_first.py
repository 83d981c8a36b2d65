import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("files", "0002_remember_picture_size"),
        ("terms", "0001_first"),
        ("units", "0002_words_and_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(max_length=60, verbose_name="Loại văn bản")),
                (
                    "origin",
                    models.CharField(
                        choices=[("own", "Văn kiện của đơn vị"), ("from_above", "Dự thảo của cấp trên")],
                        default="own",
                        max_length=12,
                        verbose_name="Nguồn",
                    ),
                ),
                ("sender", models.CharField(blank=True, max_length=200, verbose_name="Cơ quan gửi dự thảo")),
                ("title", models.CharField(max_length=400, verbose_name="Trích yếu")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="units.unit",
                        verbose_name="Đơn vị",
                    ),
                ),
                (
                    "congress",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="terms.congress",
                        verbose_name="Đại hội",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_led",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Người chủ trì",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Hạn hoàn thành")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("outline", "Đề cương"),
                            ("drafting", "Đang soạn thảo"),
                            ("commenting", "Đang xin ý kiến"),
                            ("synthesis", "Đang tổng hợp ý kiến"),
                            ("approval", "Đang trình duyệt"),
                            ("approved", "Đã duyệt"),
                            ("to_congress", "Trình đại hội"),
                            ("adopted", "Đã thông qua"),
                            ("issued", "Đã ban hành"),
                            ("closed", "Đã gửi tổng hợp lên cấp trên"),
                            ("stopped", "Đã dừng"),
                        ],
                        default="outline",
                        max_length=20,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("details", models.JSONField(default=dict)),
                ("stop_reason", models.CharField(blank=True, max_length=300, verbose_name="Lý do dừng")),
                ("revision", models.PositiveIntegerField(default=1)),
                ("search_key", models.CharField(max_length=600)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_key", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-changed_at", "-id"],
                "indexes": [
                    models.Index(fields=["unit", "state", "-changed_at"], name="document_of_unit"),
                    models.Index(fields=["congress", "type"], name="document_of_congress"),
                    models.Index(fields=["-changed_at", "-id"], name="document_newest_first"),
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="document_by_words"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "from_above"), _negated=True),
                            models.Q(("sender", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_from_above_says_from_whom",
                        violation_error_message="Hãy ghi cơ quan gửi dự thảo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "stopped"), _negated=True),
                            models.Q(("stop_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_stopped_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Editor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editors", to="drafting.document"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="edited_documents", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "account"),
                        name="editor_once_a_document",
                        violation_error_message="Người này đã ở trong tổ biên tập.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DraftSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="drafting.document"
                    ),
                ),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveIntegerField()),
                (
                    "style",
                    models.CharField(
                        choices=[
                            ("lead", "lead"),
                            ("basis", "basis"),
                            ("part", "part"),
                            ("chapter", "chapter"),
                            ("roman", "roman"),
                            ("arabic", "arabic"),
                            ("article", "article"),
                            ("unnumbered", "unnumbered"),
                            ("annex", "annex"),
                            ("annex_landscape", "annex_landscape"),
                        ],
                        max_length=20,
                        verbose_name="Kiểu mục",
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=400, verbose_name="Tiêu đề")),
                ("guide", models.TextField(blank=True, verbose_name="Gợi ý")),
                ("blocks", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "indexes": [models.Index(fields=["document", "position"], name="section_of_document")],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "key"), name="section_key_once_a_document"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="section_removed_by_and_at_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="drafting.draftsection"
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                ("style", models.CharField(max_length=20)),
                ("heading", models.CharField(blank=True, max_length=400)),
                ("blocks", models.JSONField(default=list)),
                ("cause", models.CharField(blank=True, max_length=200)),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-revision"],
                "constraints": [models.UniqueConstraint(fields=("section", "revision"), name="section_text_once_a_revision")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Autosave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="autosaves", to="drafting.draftsection"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("based_on", models.PositiveIntegerField()),
                ("heading", models.CharField(blank=True, max_length=400)),
                ("html", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("section", "account"), name="autosave_once_a_person_and_section")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FigureValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="drafting.document"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("value", models.CharField(max_length=400)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "name"), name="figure_once_a_document"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frozen_at", None), ("frozen_by", None)),
                            models.Q(("frozen_at__isnull", False), ("frozen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="figure_frozen_by_and_at_together",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="drafting.document"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outline", "Đề cương"),
                            ("draft", "Dự thảo"),
                            ("submission", "Bản trình duyệt"),
                            ("congress_text", "Bản trình đại hội"),
                            ("official", "Bản chính thức"),
                            ("corrected", "Bản chính thức (đã đính chính)"),
                        ],
                        max_length=20,
                        verbose_name="Loại bản",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Tên bản")),
                ("content", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("heading", models.JSONField(default=dict)),
                ("summary", models.CharField(blank=True, max_length=500, verbose_name="Tóm tắt thay đổi")),
                ("is_current", models.BooleanField(default=True)),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="version_number_once_a_document"),
                    models.UniqueConstraint(fields=("document", "name"), name="version_name_once_a_document"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)), fields=("document",), name="one_current_version_a_document"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Corrigendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrigenda", to="drafting.document"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "before",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="drafting.version"),
                ),
                (
                    "after",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrigendum", to="drafting.version"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="Lý do đính chính")),
                ("agreed_by", models.CharField(max_length=200, verbose_name="Người đồng ý")),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("document", "number"), name="corrigendum_once_a_number")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="drafting.document"),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("soan", "Soạn thảo"),
                            ("tham_dinh", "Thẩm định"),
                            ("xin_y_kien", "Xin ý kiến"),
                            ("duyet", "Duyệt"),
                            ("trinh_dai_hoi", "Trình đại hội"),
                            ("thong_qua", "Thông qua"),
                        ],
                        max_length=15,
                        verbose_name="Bước",
                    ),
                ),
                ("body", models.CharField(max_length=200, verbose_name="Cơ quan")),
                ("role", models.CharField(blank=True, max_length=40)),
                ("is_required", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chưa đến lượt"),
                            ("current", "Đang chờ ý kiến"),
                            ("done", "Đã xong"),
                            ("returned", "Trả lại"),
                            ("skipped", "Không áp dụng"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("skip_reason", models.CharField(blank=True, max_length=300, verbose_name="Lý do không áp dụng")),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "position"), name="step_once_a_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "skipped"), _negated=True),
                            models.Q(("skip_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_skipped_with_a_reason",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="drafting.approvalstep"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="drafting.version"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("agreed", "Đồng ý"),
                            ("agreed_with_changes", "Đồng ý, có ý kiến bổ sung"),
                            ("returned", "Trả lại"),
                        ],
                        max_length=20,
                        verbose_name="Kết quả",
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="Ý kiến")),
                ("decided_by", models.CharField(max_length=200, verbose_name="Người (cơ quan) cho ý kiến")),
                ("decided_on", models.DateField(verbose_name="Ngày")),
                ("paper", models.CharField(blank=True, max_length=150, verbose_name="Số, ngày văn bản")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Bản chụp",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "returned"), _negated=True),
                            models.Q(("opinion", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_to_return_says_why",
                        violation_error_message="Hãy ghi lý do trả lại.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adoption", to="drafting.document"
                    ),
                ),
                (
                    "put",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="drafting.version",
                        verbose_name="Bản trình",
                    ),
                ),
                (
                    "adopted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="drafting.version",
                        verbose_name="Bản thông qua",
                    ),
                ),
                ("adopted_on", models.DateField(verbose_name="Ngày thông qua")),
                ("present", models.PositiveIntegerField(verbose_name="Số đại biểu có mặt")),
                ("in_favour", models.PositiveIntegerField(verbose_name="Đồng ý")),
                ("against", models.PositiveIntegerField(default=0, verbose_name="Không đồng ý")),
                ("other", models.PositiveIntegerField(default=0, verbose_name="Ý kiến khác")),
                ("note", models.TextField(blank=True, verbose_name="Nội dung đại hội sửa")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Biên bản",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "present__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("in_favour"), "+", models.F("against")
                                    ),
                                    "+",
                                    models.F("other"),
                                ),
                            )
                        ),
                        name="votes_are_not_more_than_those_present",
                        violation_error_message="Tổng số phiếu nhiều hơn số đại biểu có mặt.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="drafting.document"),
                ),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="drafting.version"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Vòng")),
                ("request", models.TextField(blank=True, verbose_name="Nội dung xin ý kiến")),
                ("closes_on", models.DateField(verbose_name="Hạn góp ý")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Đang lấy ý kiến"), ("closed", "Đã kết thúc")], default="open", max_length=10
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="Công bố trả lời lúc")),
                ("last_comment", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="round_number_once_a_document"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("document",),
                        name="one_open_round_a_document",
                        violation_error_message="Văn bản này đang có một vòng góp ý chưa kết thúc.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state", "open")),
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            _connector="OR",
                        ),
                        name="round_closed_by_and_at_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", None)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="round_published_by_and_at_together",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="drafting.round"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="units.unit"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="Trả lời lúc")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("agrees", models.BooleanField(default=False, verbose_name="Nhất trí, không có ý kiến")),
                ("meetings", models.PositiveSmallIntegerField(default=0, verbose_name="Số hội nghị")),
                ("people", models.PositiveIntegerField(default=0, verbose_name="Số lượt người dự")),
                ("spoken", models.PositiveIntegerField(default=0, verbose_name="Số ý kiến phát biểu")),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Biên bản",
                    ),
                ),
                ("first_seen_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["unit__sort_key", "id"],
                "indexes": [models.Index(fields=["unit", "round"], name="participation_of_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "unit"), name="participation_once_a_round_and_unit"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_answered_by_and_at_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TypedComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="typed", to="drafting.participation"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("section_key", models.CharField(blank=True, max_length=12)),
                ("block_key", models.CharField(blank=True, max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("content", "Nội dung"),
                            ("figures", "Số liệu"),
                            ("wording", "Câu chữ"),
                            ("structure", "Bố cục"),
                            ("targets", "Chỉ tiêu"),
                        ],
                        default="content",
                        max_length=12,
                    ),
                ),
                ("body", models.TextField(blank=True)),
                ("proposal", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("person", models.CharField(blank=True, max_length=150)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "account", "section_key", "block_key"), name="typed_comment_once_a_place"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="WordUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Chờ đọc"),
                            ("reading", "Đang đọc"),
                            ("asking", "Chờ chọn cách xử lý bản sửa"),
                            ("read", "Chờ xác nhận"),
                            ("refused", "Không đọc được"),
                            ("confirmed", "Đã nhập"),
                            ("discarded", "Đã bỏ"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("reading", models.JSONField(default=dict)),
                ("refusal", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="word_uploads", to="drafting.document"
                    ),
                ),
                (
                    "tracked",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accept", "Chấp nhận mọi sửa đổi"),
                            ("reject", "Bỏ mọi sửa đổi"),
                            ("comments", "Giữ lại thành ghi chú"),
                        ],
                        max_length=10,
                    ),
                ),
                ("replaces", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["-id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "reading"])),
                        fields=["claimed_until"],
                        name="word_upload_nobody_reads",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="word_upload_confirmed_by_and_at_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="drafting.document"
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="drafting.wordupload"
                    ),
                ),
                ("section_key", models.CharField(blank=True, max_length=12)),
                ("block_key", models.CharField(blank=True, max_length=12)),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="Người ghi")),
                ("words", models.TextField(verbose_name="Ghi chú")),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("settled_at", None)), fields=["document"], name="word_remark_not_settled")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="word_remark_settled_by_and_at_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Chờ đọc"),
                            ("reading", "Đang đọc"),
                            ("asking", "Chờ chọn cách xử lý bản sửa"),
                            ("read", "Chờ xác nhận"),
                            ("refused", "Không đọc được"),
                            ("confirmed", "Đã nhập"),
                            ("discarded", "Đã bỏ"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("reading", models.JSONField(default=dict)),
                ("refusal", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tables", to="drafting.participation"
                    ),
                ),
                ("corrections", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "reading"])),
                        fields=["claimed_until"],
                        name="comment_table_nobody_reads",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_table_confirmed_by_and_at_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="drafting.round"),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="drafting.participation"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Số")),
                ("section_key", models.CharField(blank=True, max_length=12)),
                ("block_key", models.CharField(blank=True, max_length=12)),
                ("quoted", models.CharField(blank=True, max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("content", "Nội dung"),
                            ("figures", "Số liệu"),
                            ("wording", "Câu chữ"),
                            ("structure", "Bố cục"),
                            ("targets", "Chỉ tiêu"),
                        ],
                        max_length=12,
                        verbose_name="Loại ý kiến",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "Trực tuyến"),
                            ("written", "Bằng văn bản"),
                            ("spoken", "Phát biểu trực tiếp"),
                            ("speech", "Tham luận"),
                        ],
                        default="online",
                        max_length=10,
                        verbose_name="Hình thức",
                    ),
                ),
                ("body", models.TextField(verbose_name="Nội dung góp ý")),
                ("proposal", models.TextField(blank=True, verbose_name="Đề xuất sửa")),
                ("reason", models.TextField(blank=True, verbose_name="Lý do")),
                ("person", models.CharField(blank=True, max_length=150, verbose_name="Người góp ý")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Đã gửi"),
                            ("late", "Gửi sau khi kết thúc, chờ xem xét"),
                            ("left", "Gửi muộn, không xem xét"),
                            ("withdrawn", "Đã rút"),
                        ],
                        default="sent",
                        max_length=10,
                    ),
                ),
                ("is_late", models.BooleanField(default=False)),
                (
                    "late_decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("late_decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "joined_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="drafting.comment",
                    ),
                ),
                ("similarity", models.FloatField(blank=True, null=True)),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="drafting.commenttable",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "written_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["round", "section_key", "block_key"], name="comment_by_place"),
                    models.Index(fields=["participation", "number"], name="comment_of_participation"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="comment_number_once_a_round"),
                    models.CheckConstraint(
                        condition=models.Q(("block_key", ""), models.Q(("section_key", ""), _negated=True), _connector="OR"),
                        name="comment_on_a_block_names_its_section",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_to", None), models.Q(("joined_to", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="comment_not_joined_to_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body", ""), _negated=True), models.Q(("proposal", ""), _negated=True), _connector="OR"
                        ),
                        name="comment_says_something",
                        violation_error_message="Hãy ghi nội dung góp ý hoặc đề xuất sửa.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="drafting.comment"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full", "Tiếp thu toàn bộ"),
                            ("partly", "Tiếp thu một phần"),
                            ("explained", "Giải trình"),
                            ("duplicate", "Trùng lặp"),
                            ("out_of_scope", "Ngoài phạm vi"),
                        ],
                        max_length=12,
                        verbose_name="Trả lời",
                    ),
                ),
                ("wording", models.TextField(blank=True, verbose_name="Nội dung tiếp thu, giải trình")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["full", "duplicate"]), models.Q(("wording", ""), _negated=True), _connector="OR"
                        ),
                        name="answer_explains_what_it_does_not_take_over",
                        violation_error_message="Hãy ghi phần giải trình để đơn vị hiểu vì sao.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="drafting.document"
                    ),
                ),
                (
                    "section_text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="drafting.sectiontext"
                    ),
                ),
                ("section_key", models.CharField(max_length=12)),
                ("block_key", models.CharField(blank=True, max_length=12)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("comments", models.ManyToManyField(related_name="changes", to="drafting.comment")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
