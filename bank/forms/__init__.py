"""Forms of the bank: they check input and narrow choices to what the user may see; they save nothing."""

from bank.forms.agreements import (
    AgreementCheckForm,
    AgreementEditForm,
    AgreementEndForm,
    AgreementForm,
)
from bank.forms.availability import (
    AvailabilityForm,
)
from bank.forms.enquiries import (
    EnquiryAnswerForm,
    EnquiryForm,
    QuestionForm,
)
from bank.forms.feedback import (
    FeedbackCodeForm,
    FeedbackForm,
)
from bank.forms.holders import (
    HandOverForm,
)
from bank.forms.invitations import (
    AcceptForm,
    DeclineForm,
)
from bank.forms.members import (
    CorrectionForm,
    DayForm,
    HomeForm,
    MemberEditForm,
    MemberForm,
    PauseForm,
    QualificationForm,
    ReasonForm,
)
from bank.forms.openings import (
    OpeningForm,
)
from bank.forms.orders import (
    OrderForm,
)
from bank.forms.outcomes import (
    HeldOrderForm,
    OutcomeForm,
    PostponeForm,
    ReturnForm,
)
from bank.forms.outside import (
    AnswerForm,
    CodeForm,
    OutsideEnquiryForm,
    OutsideOrderForm,
)
from bank.forms.register import (
    RegisterSpanForm,
)
from bank.forms.reports import (
    ReportForm,
)
from bank.forms.sessions import (
    ReopenForm,
    SessionCancelForm,
    SessionForm,
    SessionHoldForm,
    SessionMoveForm,
    SessionWaiveForm,
)
from bank.forms.teams import (
    SPANS,
    AskForm,
    SeasonForm,
    SlotForm,
    SubstituteForm,
    TeamReasonForm,
    default_reply,
    reply_choices,
)
from bank.forms.trainings import (
    ParticipantForm,
    QualifyForm,
    TrainingForm,
)

__all__ = [
    "SPANS",
    "AcceptForm",
    "AgreementCheckForm",
    "AgreementEditForm",
    "AgreementEndForm",
    "AgreementForm",
    "AnswerForm",
    "AskForm",
    "AvailabilityForm",
    "CodeForm",
    "CorrectionForm",
    "DayForm",
    "DeclineForm",
    "EnquiryAnswerForm",
    "EnquiryForm",
    "FeedbackCodeForm",
    "FeedbackForm",
    "HandOverForm",
    "HeldOrderForm",
    "HomeForm",
    "MemberEditForm",
    "MemberForm",
    "OpeningForm",
    "OrderForm",
    "OutcomeForm",
    "OutsideEnquiryForm",
    "OutsideOrderForm",
    "ParticipantForm",
    "PauseForm",
    "PostponeForm",
    "QualificationForm",
    "QualifyForm",
    "QuestionForm",
    "ReasonForm",
    "RegisterSpanForm",
    "ReopenForm",
    "ReportForm",
    "ReturnForm",
    "SeasonForm",
    "SessionCancelForm",
    "SessionForm",
    "SessionHoldForm",
    "SessionMoveForm",
    "SessionWaiveForm",
    "SlotForm",
    "SubstituteForm",
    "TeamReasonForm",
    "TrainingForm",
    "default_reply",
    "reply_choices",
]
