"""What is kept of documents, by noun."""

from documents.drafting.models.approval import Adoption, ApprovalStep, Decision, Outcome, StepKind, StepState
from documents.drafting.models.documents import (
    Autosave,
    Document,
    DocumentState,
    DraftSection,
    Editor,
    FigureValue,
    Origin,
    SectionText,
)
from documents.drafting.models.rounds import (
    Channel,
    Comment,
    CommentKind,
    CommentState,
    Participation,
    Round,
    RoundState,
    TypedComment,
)
from documents.drafting.models.synthesis import Answer, AnswerKind, Change
from documents.drafting.models.uploads import CommentTable, Tracked, Upload, UploadState, WordRemark, WordUpload
from documents.drafting.models.versions import Corrigendum, Version, VersionKind

__all__ = [
    "Adoption", "Answer", "AnswerKind", "ApprovalStep", "Autosave", "Change", "Channel", "Comment", "CommentKind",
    "CommentState", "CommentTable", "Corrigendum", "Decision", "Document", "DocumentState", "DraftSection", "Editor",
    "FigureValue", "Origin", "Outcome", "Participation", "Round", "RoundState", "SectionText", "StepKind", "StepState",
    "Tracked", "TypedComment", "Upload", "UploadState", "Version", "VersionKind", "WordRemark", "WordUpload",
]  # fmt: skip
