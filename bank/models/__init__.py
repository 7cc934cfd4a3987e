"""The consultant bank: members, orders and their teams, sessions, feedback, trainings, agreements."""

from bank.models.concerns import (
    CONCERN_LENGTH,
    Concern,
)
from bank.models.events import (
    OrderEvent,
)
from bank.models.feedback import (
    Feedback,
    FeedbackRequest,
)
from bank.models.imports import ImportPreview
from bank.models.intake import (
    ANSWER_LENGTH,
    ENQUIRY_LENGTH,
    QUESTION_LENGTH,
    AddressCode,
    Agreement,
    BankHolder,
    Enquiry,
    OrderQuestion,
    OutsideOrderer,
)
from bank.models.members import (
    HomeMunicipality,
    Member,
    Pause,
    Qualification,
)
from bank.models.openings import (
    OPEN_FOR,
    REASON_LENGTH,
    ConcernOpening,
)
from bank.models.orders import (
    COUNTED_ON,
    ImportedRow,
    Order,
    OrderCounter,
)
from bank.models.sessions import (
    Session,
    SessionFacilitator,
)
from bank.models.teams import (
    Booking,
    Declaration,
    Invitation,
    Slot,
    TeamDraft,
)
from bank.models.trainings import (
    Training,
    TrainingParticipant,
    YearStatistic,
)

__all__ = [
    "ANSWER_LENGTH",
    "CONCERN_LENGTH",
    "COUNTED_ON",
    "ENQUIRY_LENGTH",
    "OPEN_FOR",
    "QUESTION_LENGTH",
    "REASON_LENGTH",
    "AddressCode",
    "Agreement",
    "BankHolder",
    "Booking",
    "Concern",
    "ConcernOpening",
    "Declaration",
    "Enquiry",
    "Feedback",
    "FeedbackRequest",
    "HomeMunicipality",
    "ImportPreview",
    "ImportedRow",
    "Invitation",
    "Member",
    "Order",
    "OrderCounter",
    "OrderEvent",
    "OrderQuestion",
    "OutsideOrderer",
    "Pause",
    "Qualification",
    "Session",
    "SessionFacilitator",
    "Slot",
    "TeamDraft",
    "Training",
    "TrainingParticipant",
    "YearStatistic",
]
