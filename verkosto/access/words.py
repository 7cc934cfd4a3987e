"""The access table in words: what stands at the addresses of each part of a network, and which models hold it.

Only the names are written here. Who sees and changes what follows from the table, and what kinds of data are held
from the declarations of the fields; a test fails on a part of the table that has no name.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verkosto.access.kinds import Access


@dataclass(frozen=True)
class Subject:
    """One kind of thing that is at addresses; ``models`` are those of which the page tells."""

    label: Promise
    models: tuple[str, ...] = ()


HOME = Subject(_("Home and search"))
ORDERS = Subject(_("Orders, their teams and outcomes"), ("bank.Order", "bank.Slot", "bank.OrderEvent"))
MEMBERS = Subject(_("Members of the bank"), ("bank.Member", "bank.Qualification", "bank.Pause", "network.Person"))
BANK_REPORTS = Subject(_("Register and reports of the bank"), ("bank.Order", "bank.YearStatistic"))
MEETINGS = Subject(_("Meetings and their agendas"), ("meetings.Meeting", "meetings.Item"))
BULLETINS = Subject(_("Bulletins"), ("bulletins.Bulletin", "bulletins.BulletinMail"))
STRUCTURE = Subject(_("Structure"), ("structure.Part", "structure.PartContact"))
PROCESSING = Subject(_("Register of processing"))
MINUTES = Subject(_("Minutes"), ("meetings.MinutesVersion", "meetings.Comment"))

PROJECTS = Subject(_("Projects"), ("structure.Project", "structure.BudgetLine"))
THEMES = Subject(_("Who joins which themes"), ("structure.Call", "structure.CallFile", "structure.ThemeDecision"))
WORKSHOP_DAYS = Subject(_("Workshop days"), ("workshops.WorkshopDay", "workshops.Reflection", "workshops.FollowUp"))
SIGN_UPS = Subject(_("Sign-ups for workshop days"), ("workshops.SignUp",))

# By the beginning of an address's name; the longest that fits. Documents go by what they are about.
SUBJECTS = {
    "network-home": HOME,
    "search": HOME,
    "calendar": Subject(_("Calendar")),
    "person-sight": Subject(_("Accounts and roles"), ("network.User", "network.Role")),
    "processing": PROCESSING,
    "network:directory": Subject(_("Directory"), ("network.Person", "network.Organisation", "network.Group")),
    "network:municipality": Subject(_("Municipalities"), ("network.Municipality",)),
    "network:municipality-served": Subject(_("Municipalities of the network"), ("network.Municipality",)),
    "network:organisation": Subject(_("Organisations"), ("network.Organisation",)),
    "network:group": Subject(_("Groups"), ("network.Group", "network.GroupMembership")),
    "network:import": Subject(_("Rows of Excel files before they are saved"), ("network.ImportPreview",)),
    "network:data-officer": Subject(_("Data protection officer"), ("network.Network",)),
    "network:commitment": Subject(_("Commitment to confidentiality"), ("network.Commitment",)),
    "network:person": Subject(_("People and their contact data"), ("network.Person", "network.Position")),
    "network:person-access": Subject(_("Accounts and roles"), ("network.User", "network.Role")),
    "network:person-role": Subject(_("Accounts and roles"), ("network.User", "network.Role")),
    "workshops:day": WORKSHOP_DAYS,
    "workshops:workshop": WORKSHOP_DAYS,
    "workshops:answering": WORKSHOP_DAYS,
    "workshops:phone": WORKSHOP_DAYS,
    "workshops:programme": WORKSHOP_DAYS,
    "workshops:attendance": SIGN_UPS,
    "workshops:signup": SIGN_UPS,
    "programme of a day": WORKSHOP_DAYS,
    "attendance list": SIGN_UPS,
    "sign-ups of a day": SIGN_UPS,
    "workshops:follow-up": WORKSHOP_DAYS,
    "workshops:follow-ups": WORKSHOP_DAYS,
    "workshops:feedback": WORKSHOP_DAYS,
    "workshops:reflection": WORKSHOP_DAYS,
    "workshops:entry": WORKSHOP_DAYS,
    "workshops:host": WORKSHOP_DAYS,
    "workshops:wall": WORKSHOP_DAYS,
    "workshops:followup": WORKSHOP_DAYS,
    "workshops:summary": WORKSHOP_DAYS,
    "workshops:theme": WORKSHOP_DAYS,
    "structure:commitments": THEMES,
    "structure:call": THEMES,
    "structure:project": PROJECTS,
    "structure:part": STRUCTURE,
    "structure:overview": STRUCTURE,
    "structure:place": STRUCTURE,
    "structure:contact": STRUCTURE,
    "bank:order": ORDERS,
    "bank:draft": ORDERS,
    "bank:queue": ORDERS,
    "bank:order-concern": Subject(_("Concerns of orders"), ("bank.Concern",)),
    "concerns:opening": Subject(_("Reading by exception"), ("bank.ConcernOpening", "bank.Concern")),
    "bank:report": BANK_REPORTS,
    "bank:register": BANK_REPORTS,
    "bank:session": Subject(_("Sessions of orders"), ("bank.Session", "bank.SessionFacilitator")),
    "bank:feedback": Subject(_("Feedback, added up"), ("bank.Feedback",)),
    "bank:method-results": Subject(_("Feedback, added up"), ("bank.Feedback",)),
    "bank:invitation": Subject(_("Invitations to facilitate"), ("bank.Invitation",)),
    "bank:availability": Subject(_("Own availability"), ("bank.Pause",)),
    "bank:own-pause": Subject(_("Own availability"), ("bank.Pause",)),
    "bank:enquiry": Subject(_("Enquiries"), ("bank.Enquiry",)),
    "bank:agreement": Subject(_("Agreements"), ("bank.Agreement",)),
    "bank:member": MEMBERS,
    "bank:training": Subject(pgettext_lazy("bank", "Trainings"), ("bank.Training", "bank.TrainingParticipant")),
    "bank:import": Subject(_("Rows of Excel files before they are saved"), ("bank.ImportPreview",)),
    "bank:holder": Subject(_("Who runs the bank"), ("bank.BankHolder",)),
    "meetings:meeting": MEETINGS,
    "meetings:item": MEETINGS,
    "meetings:next": MEETINGS,
    "meetings:group": MEETINGS,
    "meetings:invitation": MEETINGS,
    "meetings:minutes": MINUTES,
    "meetings:comment": MINUTES,
    "meetings:template": Subject(_("Templates of meetings"), ("meetings.MeetingTemplate",)),
    "meetings:attendance": Subject(_("Attendance"), ("meetings.Attendance",)),
    "meetings:attachment": Subject(_("Attachments"), ("meetings.Attachment",)),
    "meetings:bundle": Subject(_("Attachments"), ("meetings.Attachment",)),
    "meetings:outcome": Subject(_("Decisions and actions"), ("meetings.Outcome",)),
    "meetings:decision": Subject(_("Decisions and actions"), ("meetings.Outcome",)),
    "meetings:action": Subject(_("Decisions and actions"), ("meetings.Outcome",)),
    "meetings:goal": Subject(pgettext_lazy("of groups", "Goals"), ("meetings.Goal",)),
    "meetings:measure": Subject(pgettext_lazy("of groups", "Goals"), ("meetings.Goal",)),
    "meetings:theme": Subject(_("Themes"), ("network.Theme",)),
    "order report": ORDERS,
    "register": BANK_REPORTS,
    "members table": MEMBERS,
    "members sheet": MEMBERS,
    "themes and members": THEMES,
    "summary of a project": PROJECTS,
    "summary of a workshop day": WORKSHOP_DAYS,
    "slides of a workshop day": WORKSHOP_DAYS,
    "minutes": MINUTES,
    "bulletins:bulletin": BULLETINS,
    "bulletins:section": BULLETINS,
    "bulletin on paper": BULLETINS,
    "register of processing": PROCESSING,
    "structure": STRUCTURE,
}


# A POST there makes a document and changes nothing.
PRINTS = (
    "-print",
    "-sheet",
    "-report",
    "-extract",
    "-export",
    "-make",
    "bank:register",
    "bank:member-table",
    "bank:report",
)


def changes(access: Access) -> bool:
    """Whether something is changed at an address, and not only read or printed."""
    return "POST" in access.methods and not access.name.endswith(PRINTS)


def subject_of(access: Access) -> Subject | None:
    """What is at an address of a network; ``None`` where nobody has named it."""
    name = access.of if access.name.startswith("document") else access.name
    fitting = [beginning for beginning in SUBJECTS if name == beginning or name.startswith(f"{beginning}-")]
    return SUBJECTS[max(fitting, key=len)] if fitting else None
