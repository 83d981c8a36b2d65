"""The figures of the credential report, with the people behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from congress.delegates.queries.snapshots import as_printed, category_words, convened, delegate_records, snapshot_of
from congress.delegates.rules.credential_report import credential_question
from congress.delegates.rules.statistics import Ages, DelegateRecord, Question, Table, ages, credential_tables, people_behind
from congress.terms.models import Congress
from congress.terms.queries import rule_set_of

CONVENED = "triệu tập"
# tables for those alone who may see sensitive facts of people (procedure.md §3.9)
SENSITIVE_TABLES = frozenset({"party_stage", "ethnicity_group", "ethnicity", "religion_group", "religion", "discipline"})


@dataclass(frozen=True)
class Credentials:
    """All figures at one moment, over one base: those approved, or all who stand on a list."""

    congress: Congress
    records: Sequence[DelegateRecord]
    question: Question
    tables: Sequence[Table]
    ages: Ages
    approved: int
    expected: int | None

    @property
    def base(self) -> int:
        return len(self.records)

    def table(self, code: str) -> Table:
        return next(table for table in self.tables if table.code == code)


def credentials_of(congress: Congress, *, approved_only: bool) -> Credentials:
    """Counted now, over those convened whose lists are approved, or over all on lists; ages on the congress's day (R17)."""
    rules = rule_set_of(congress)
    records = delegate_records(convened(congress, approved_only=approved_only))
    question = credential_question(
        on=congress.held_on,
        base_label=CONVENED,
        bands=rules.bands("nhom_tuoi"),
        places=rules.integer("so_chu_so_ty_le_thong_ke"),
        must_sum=rules.choice("lam_tron_cot_ty_le") == "DU_100",
    )
    approved = len(records) if approved_only else convened(congress, approved_only=True).count()
    frozen = congress.allocations.filter(frozen_at__isnull=False).order_by("-number").first()
    return Credentials(
        congress=congress,
        records=records,
        question=question,
        tables=credential_tables(records, question),
        ages=ages(records, on=congress.held_on),
        approved=approved,
        expected=frozen.total if frozen else None,
    )


def people_of(found: Credentials, *, row_filter: str, approved_only: bool) -> list[dict[str, Any]]:
    """Snapshots of the people behind a row, in the order of their names, each with the words of her category and her list."""
    keys = {record.key for record in people_behind(found.records, row_filter, found.question)}
    return [
        {**snapshot_of(delegate), "words": category_words(delegate), "list_id": delegate.delegate_list_id}
        for delegate in as_printed(convened(found.congress, approved_only=approved_only).filter(pk__in=keys))
    ]
