"""What is asked of a table of comments on its way to the round."""

from dataclasses import dataclass

from django.db.models import QuerySet

from documents.drafting.models import CommentKind, CommentTable, Participation, UploadState, Version
from documents.drafting.queries.comments import shortened, values_of, with_values
from documents.drafting.rules.comment_columns import CommentRow, correct_row
from documents.drafting.rules.places import Map, map_of
from members.access.models import Account
from members.access.queries import covered
from members.access.roles import Permission


@dataclass(frozen=True)
class PreviewRow:
    """A row of the preview: as read, with what she set right."""

    id: int
    table: str
    comment: CommentRow
    is_out: bool
    is_corrected: bool
    place: str
    block: str

    @property
    def kind_label(self) -> str:
        return str(CommentKind(self.comment.kind).label)


@dataclass(frozen=True)
class Preview:
    rows: list[PreviewRow]
    notices: list[str]
    within: Map

    @property
    def kept(self) -> list[PreviewRow]:
        return [row for row in self.rows if not row.is_out]

    @property
    def doubtful(self) -> list[PreviewRow]:
        return [row for row in self.kept if row.comment.doubts]


def preview_of(table: CommentTable, version: Version) -> Preview:
    """The rows that a worker read, corrected; asks the database nothing."""
    text = version.text
    within = map_of(text)
    values = values_of(version)
    words = {key: with_values(line, values) for key, line in within.short}
    blocks = {(section.key, block.key): block for section, block in text.blocks()}
    rows = []
    for found in table.reading.get("rows", []):
        number, name = found["id"], found.get("table", "")
        comment = CommentRow.of({key: value for key, value in found.items() if key not in {"id", "table"}})
        corrections = dict(table.corrections.get(str(number), {}))
        is_out = bool(corrections.pop("out", ""))
        if corrections:
            comment = correct_row(comment, corrections, within)
        block = blocks.get((comment.section_key, comment.block_key))
        rows.append(
            PreviewRow(
                id=number,
                table=name,
                comment=comment,
                # what says nothing any more is not sent
                is_out=is_out or not (comment.body.strip() or comment.proposal.strip()),
                is_corrected=bool(corrections),
                place=words.get(comment.section_key, "Toàn bộ dự thảo"),
                block=shortened(with_values(block.plain, values), 120) if block else "",
            )
        )
    return Preview(rows, list(table.reading.get("notices", [])), within)


def tables_for(account: Account) -> QuerySet[CommentTable]:
    """Tables of units for which this account comments."""
    mine = covered(account, Permission.DOCUMENT_COMMENT, path="participation__unit__path")
    return CommentTable.objects.filter(mine).select_related(
        "file", "participation__unit", "participation__round__version", "participation__round__document__unit"
    )


def waiting_table(participation: Participation) -> CommentTable | None:
    """The upload that is not confirmed yet."""
    open_states = [UploadState.QUEUED, UploadState.READING, UploadState.READ, UploadState.REFUSED]
    return participation.tables.filter(state__in=open_states).select_related("file").defer("file__content", "reading").first()
