"""What the personnel room keeps, by noun."""

from congress.personnel.models.candidates import (
    Candidate,
    CandidateDocument,
    CandidateStandard,
    DocumentFile,
    DocumentState,
    FloorKind,
    FloorNomination,
    FloorWithdrawal,
    Origin,
    Place,
    Scenario,
    ScenarioPlace,
    StandardAnswer,
    Vetting,
    VettingState,
    WithdrawalDecision,
)
from congress.personnel.models.direction import (
    BodyChange,
    BodyChangeKind,
    Direction,
    GoesBecause,
    OfficeReview,
    Stays,
)
from congress.personnel.models.files import Incoming, IncomingPiece, SealedFile, SealedPiece
from congress.personnel.models.outcome import (
    AppointmentDecision,
    Export,
    ExportState,
    FinalList,
    Submission,
    SubmissionAnswer,
    SubmittedTo,
)
from congress.personnel.models.steps import (
    Introduction,
    IntroductionCall,
    Method,
    NameResult,
    Process,
    ProcessStep,
    Reopening,
    StepName,
    StepState,
    VoteBase,
)

__all__ = [
    "AppointmentDecision", "BodyChange", "BodyChangeKind", "Candidate", "CandidateDocument", "CandidateStandard",
    "Direction", "DocumentFile", "DocumentState", "Export", "ExportState", "FinalList", "FloorKind", "FloorNomination",
    "FloorWithdrawal", "GoesBecause", "Incoming", "IncomingPiece", "Introduction", "IntroductionCall", "Method",
    "NameResult", "OfficeReview", "Origin", "Place", "Process", "ProcessStep", "Reopening", "Scenario", "ScenarioPlace",
    "SealedFile", "SealedPiece", "StandardAnswer", "Stays", "StepName", "StepState", "Submission", "SubmissionAnswer",
    "SubmittedTo", "Vetting", "VettingState", "VoteBase", "WithdrawalDecision",
]  # fmt: skip
