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
        ("printing", "0004_seal_some_outputs"),
        ("terms", "0001_first"),
        ("units", "0002_words_and_revision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "book",
                    models.CharField(
                        choices=[("di", "Sổ văn bản đi"), ("den", "Sổ văn bản đến")], max_length=3, verbose_name="Sổ"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit", verbose_name="Đơn vị"
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=30, verbose_name="Chữ viết tắt cơ quan ban hành")),
                ("kind", models.CharField(blank=True, max_length=8, verbose_name="Chữ viết tắt loại văn bản")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Năm")),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terms.term",
                        verbose_name="Nhiệm kỳ",
                    ),
                ),
                ("last_number", models.PositiveIntegerField(default=0, verbose_name="Số cuối đã cấp")),
                ("first_number", models.PositiveIntegerField(default=1, verbose_name="Số đầu tiên")),
                ("first_reason", models.CharField(blank=True, max_length=300, verbose_name="Lý do không bắt đầu từ 01")),
                (
                    "first_set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("first_set_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["unit_id", "book", "body", "kind", "-year", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "unit", "body", "kind", "year", "term"),
                        name="series_once_a_body_kind_and_period",
                        nulls_distinct=False,
                        violation_error_message="Dãy số này đã có trong sổ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("term", None), ("year__isnull", False)),
                            models.Q(("term__isnull", False), ("year", None)),
                            _connector="OR",
                        ),
                        name="series_of_a_year_or_a_term",
                        violation_error_message="Số được đánh theo năm hoặc theo nhiệm kỳ, không thể cả hai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_number", 1),
                            models.Q(
                                models.Q(("first_reason", ""), _negated=True),
                                ("first_number__gt", 0),
                                ("first_set_at__isnull", False),
                                ("first_set_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="series_begins_elsewhere_with_a_reason",
                        violation_error_message="Số đầu tiên khác 01 phải có lý do, người ghi và thời điểm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "last_number__gte",
                                django.db.models.expressions.CombinedExpression(models.F("first_number"), "-", models.Value(1)),
                            )
                        ),
                        name="series_counts_from_its_first_number",
                        violation_error_message="Số cuối không thể nhỏ hơn số đầu tiên của dãy.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="OutgoingPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "series",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="register.series"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="Đơn vị ban hành",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Số")),
                ("symbol", models.CharField(max_length=60, verbose_name="Số, ký hiệu")),
                ("kind", models.CharField(blank=True, max_length=8, verbose_name="Chữ viết tắt loại văn bản")),
                ("kind_name", models.CharField(max_length=100, verbose_name="Loại văn bản")),
                (
                    "profile",
                    models.CharField(
                        choices=[
                            ("nd30", "Văn bản hành chính (Nghị định 30)"),
                            ("hoi", "Văn bản của Hội (có Quốc hiệu)"),
                            ("hoi_gon", "Văn bản của Hội, đầu trang gọn (không Quốc hiệu)"),
                            ("dai_hoi", "Văn bản của đại hội"),
                            ("dang", "Văn bản của Đảng"),
                        ],
                        max_length=10,
                        verbose_name="Thể thức",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("reserved", "Đang giữ số"), ("issued", "Đã phát hành"), ("void", "Đã huỷ")],
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("listed_on", models.DateField(verbose_name="Ngày vào sổ")),
                ("reserved_for", models.CharField(blank=True, max_length=200, verbose_name="Giữ cho")),
                ("reserved_reason", models.CharField(blank=True, max_length=300, verbose_name="Lý do giữ số")),
                ("reserved_until", models.DateField(blank=True, null=True, verbose_name="Giữ đến ngày")),
                (
                    "reserved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reserved_at", models.DateTimeField(blank=True, null=True, verbose_name="Giữ lúc")),
                ("abstract", models.CharField(blank=True, max_length=1000, verbose_name="Trích yếu nội dung")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="Ngày văn bản")),
                ("signer", models.CharField(blank=True, max_length=150, verbose_name="Người ký")),
                ("authority", models.CharField(blank=True, max_length=300, verbose_name="Quyền hạn, chức vụ người ký")),
                ("recipients", models.TextField(blank=True, verbose_name="Nơi nhận")),
                (
                    "congress",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terms.congress",
                        verbose_name="Đại hội",
                    ),
                ),
                ("source_form", models.CharField(blank=True, max_length=60)),
                ("source_parameters", models.JSONField(blank=True, default=dict)),
                ("code", models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name="Mã xác minh")),
                ("address", models.CharField(blank=True, max_length=200)),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="Phát hành lúc")),
                (
                    "rendering",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="printing.rendering",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Bản PDF",
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="Lưu bản PDF lúc")),
                ("void_reason", models.CharField(blank=True, max_length=500, verbose_name="Lý do huỷ")),
                (
                    "voided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="Huỷ lúc")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Ghi chú")),
                ("token", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("search_key", models.TextField(default="")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_key", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["-listed_on", "-number", "-id"],
                "indexes": [
                    models.Index(fields=["unit", "-listed_on", "-number", "-id"], name="outgoing_of_a_unit"),
                    models.Index(fields=["-listed_on", "-number", "-id"], name="outgoing_newest_first"),
                    models.Index(
                        condition=models.Q(("pdf", None), ("state", "issued")),
                        fields=["issued_at"],
                        name="outgoing_without_its_pdf",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="outgoing_by_words"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"),
                        name="outgoing_number_once_in_a_series",
                        violation_error_message="Số này đã cấp cho văn bản khác trong cùng dãy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)),
                        name="outgoing_number_from_one",
                        violation_error_message="Số văn bản bắt đầu từ 01.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reserved_at", None), ("reserved_by", None)),
                            models.Q(("reserved_at__isnull", False), ("reserved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="outgoing_reserved_by_and_at_together",
                        violation_error_message="Người giữ số và lúc giữ phải ghi cùng nhau.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "reserved"), _negated=True),
                            models.Q(
                                ("reserved_at__isnull", False),
                                ("reserved_until__isnull", False),
                                models.Q(("reserved_for", ""), _negated=True),
                                models.Q(("reserved_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outgoing_reserved_for_somebody",
                        violation_error_message="Số giữ phải ghi giữ cho ai, vì sao và đến ngày nào.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("issued_at", None), ("issued_by", None)),
                            models.Q(("issued_at__isnull", False), ("issued_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="outgoing_issued_by_and_at_together",
                        violation_error_message="Người phát hành và lúc phát hành phải ghi cùng nhau.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), _negated=True),
                            models.Q(
                                ("code__isnull", False),
                                ("dated_on__isnull", False),
                                ("issued_at__isnull", False),
                                models.Q(("abstract", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outgoing_issued_with_its_facts",
                        violation_error_message="Văn bản đã phát hành phải có ngày, trích yếu, người và lúc phát hành.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frozen_at", None), ("pdf", None), ("sha256", "")),
                            models.Q(
                                ("frozen_at__isnull", False), ("pdf__isnull", False), models.Q(("sha256", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="outgoing_frozen_with_its_hash",
                        violation_error_message="Bản PDF, mã SHA-256 và lúc lưu phải ghi cùng nhau.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "void"), _negated=True),
                                ("void_reason", ""),
                                ("voided_at", None),
                                ("voided_by", None),
                            ),
                            models.Q(
                                ("state", "void"),
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="outgoing_void_by_at_and_why",
                        violation_error_message="Văn bản huỷ phải ghi ai huỷ, lúc nào, vì sao.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="register.outgoingpaper"
                    ),
                ),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Ghi chú")),
                (
                    "attached_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("attached_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-attached_at", "-id"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="IncomingPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "series",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="arrivals", to="register.series"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit", verbose_name="Đơn vị nhận"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Số đến")),
                ("arrived_on", models.DateField(verbose_name="Ngày đến")),
                ("sender", models.CharField(max_length=200, verbose_name="Cơ quan gửi")),
                ("symbol", models.CharField(blank=True, max_length=60, verbose_name="Số, ký hiệu")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="Ngày văn bản")),
                ("kind_name", models.CharField(max_length=100, verbose_name="Loại văn bản")),
                ("abstract", models.CharField(max_length=1000, verbose_name="Trích yếu nội dung")),
                (
                    "urgency",
                    models.CharField(
                        choices=[("thuong", "Thường"), ("khan", "Khẩn"), ("thuong_khan", "Thượng khẩn"), ("hoa_toc", "Hoả tốc")],
                        default="thuong",
                        max_length=12,
                        verbose_name="Độ khẩn",
                    ),
                ),
                ("handled_by", models.CharField(blank=True, max_length=200, verbose_name="Người xử lý")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Hạn xử lý")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="Xử lý xong ngày")),
                ("outcome", models.CharField(blank=True, max_length=500, verbose_name="Kết quả xử lý")),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "congress",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terms.congress",
                        verbose_name="Đại hội",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Ghi chú")),
                (
                    "entered_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="Vào sổ lúc")),
                ("revision", models.PositiveIntegerField(default=1)),
                ("token", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("search_key", models.TextField(default="")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_key", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["-arrived_on", "-number", "-id"],
                "indexes": [
                    models.Index(fields=["unit", "-arrived_on", "-number", "-id"], name="incoming_of_a_unit"),
                    models.Index(fields=["-arrived_on", "-number", "-id"], name="incoming_newest_first"),
                    models.Index(condition=models.Q(("done_on", None)), fields=["due_on"], name="incoming_not_done"),
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="incoming_by_words"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"),
                        name="incoming_number_once_in_a_series",
                        violation_error_message="Số đến này đã cấp cho văn bản khác.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on", None), ("finished_at", None), ("finished_by", None)),
                            models.Q(("done_on__isnull", False), ("finished_at__isnull", False), ("finished_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="incoming_done_by_and_at_together",
                        violation_error_message="Ngày xử lý xong, người ghi và lúc ghi phải đi cùng nhau.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dated_on", None), ("dated_on__lte", models.F("arrived_on")), _connector="OR"),
                        name="incoming_dated_before_it_arrived",
                        violation_error_message="Ngày văn bản không thể sau ngày đến.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="register.incomingpaper"
                    ),
                ),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile")),
                (
                    "attached_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("attached_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["attached_at", "id"],
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
