"""What people's data are processed for: one entry for each purpose, with the models that serve it.

A test fails on a model with text that belongs to no purpose, and to two.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PUBLIC_TASK = _(
    "GDPR art. 6(1)(e): a task in the public interest, the development of child welfare in the region. "
    "Proposed by the product; the controller decides."
)
DUTY = _("GDPR art. 6(1)(c) and 32: the controller's duty to show and to secure what is done.")


@dataclass(frozen=True)
class Activity:
    """One purpose. ``rules`` are those of retention (``core.retention``) by which its data go."""

    name: str
    title: Promise
    purpose: Promise
    basis: Promise
    people: Promise
    recipients: Promise
    models: tuple[str, ...]
    rules: tuple[str, ...] = ()


ACTIVITIES = (
    Activity(
        "people",
        _("People, organisations and groups"),
        _("To know who works where, who belongs to which group, and how to reach them."),
        PUBLIC_TASK,
        _("Professionals and elected representatives of the organisations that work together in the network"),
        _("Coordinators, secretaries and administrators; groups and their members everybody in the network"),
        (
            "network.Network",
            "network.Organisation",
            "network.Person",
            "network.ImportPreview",
            "network.Position",
            "network.Group",
            "network.GroupName",
            "network.GroupMembership",
            "structure.PartContact",
        ),
    ),
    Activity(
        "accounts",
        _("Accounts and signing in"),
        _("To let people in, to know what each may do, and to keep others out."),
        PUBLIC_TASK,
        _("People who have an account"),
        _("Administrators of the network: address, name and roles; nobody sees passwords and keys"),
        (
            "network.User",
            "network.Role",
            "network.Session",
            "sessions.Session",
            "account.EmailAddress",
            "account.EmailConfirmation",
            "mfa.Authenticator",
            "socialaccount.SocialAccount",
            "socialaccount.SocialToken",
            "network.Commitment",
        ),
        ("network.account", "network.account_warning"),
    ),
    Activity(
        "notices",
        _("Notices and calendar subscriptions"),
        _("To tell people what concerns them, as often as they wish, and to hand them their calendar."),
        PUBLIC_TASK,
        _("People who have an account"),
        _("Each one's own; nobody else"),
        ("network.Notice", "network.MailChoice", "network.CalendarFeed"),
        ("network.digest", "network.notice"),
    ),
    Activity(
        "bulletins",
        _("Bulletins of the network"),
        _("To tell everybody of the network's work, and to send those who want it a link."),
        PUBLIC_TASK,
        _("People who are named as contacts, members of groups who get the link, those who write"),
        _("Published bulletins everybody; addresses of recipients coordinators, secretaries and administrators"),
        (
            "bulletins.Bulletin",
            "bulletins.Section",
            "bulletins.BulletinVersion",
            "bulletins.BulletinMail",
            "bulletins.Unsubscribed",
        ),
    ),
    Activity(
        "workshops",
        _("Workshop days"),
        _("To share working models among municipalities, and to follow what they do with them."),
        PUBLIC_TASK,
        _("People who sign up, presenters, and whoever signs a comment with the own name"),
        _("Everybody in the network; names of those who commented and addresses coordinators and secretaries"),
        (
            "workshops.WorkshopDay",
            "workshops.Workshop",
            "workshops.SummaryTheme",
            "workshops.Reflection",
            "workshops.DayFeedback",
            "workshops.FollowUp",
            "workshops.FollowUpNews",
            "workshops.SignUp",
        ),
        ("workshops.follow_up", "workshops.reflection", "workshops.sign_up"),
    ),
    Activity(
        "meetings",
        _("Meetings and minutes"),
        _("To call meetings, to keep minutes of what was discussed and decided, and to follow it up."),
        PUBLIC_TASK,
        _("Members of groups, guests, presenters, and whoever is to do something"),
        _("Everybody in the network; published minutes everybody, with people as the secretary chooses"),
        (
            "meetings.Meeting",
            "meetings.Attendance",
            "meetings.Invitation",
            "meetings.Item",
            "meetings.Outcome",
            "meetings.OutcomeEvent",
            "meetings.Goal",
            "meetings.ThemeMention",
            "meetings.Revision",
            "meetings.Attachment",
            "meetings.Comment",
            "meetings.MinutesVersion",
            "meetings.Approval",
            "meetings.MinutesMail",
            "meetings.MeetingTemplate",
            "meetings.TemplateItem",
        ),
        ("meetings.comment", "meetings.revision"),
    ),
    Activity(
        "orders",
        _("Orders of the consultant bank"),
        _("To find facilitators for an order, to agree on its meetings, and to tell what became of it."),
        PUBLIC_TASK,
        _("Orderers, their contact persons, and facilitators; clients are not registered"),
        _("Coordinators, the orderer, and the facilitators of the order"),
        (
            "bank.Order",
            "bank.ImportedRow",
            "bank.OrderEvent",
            "bank.AddressCode",
            "bank.OutsideOrderer",
            "bank.OrderQuestion",
            "bank.Enquiry",
            "bank.Agreement",
            "bank.BankHolder",
            "bank.Session",
            "bank.SessionFacilitator",
            "bank.Slot",
            "bank.Invitation",
            "bank.TeamDraft",
            "core.StoredFile",
        ),
        ("bank.order", "bank.enquiry"),
    ),
    Activity(
        "concern",
        _("The concern of an order"),
        _("To let the facilitators prepare: what worries the orderer, in the orderer's own words, without names."),
        PUBLIC_TASK,
        _("The orderer; the text must not tell who the child or the family is"),
        _(
            "The orderer, the coordinator and the assigned facilitators; by exception, with a reason and for an hour, "
            "an administrator; the orderer sees who has read it"
        ),
        ("bank.Concern",),
        ("bank.concern",),
    ),
    Activity(
        "bank",
        _("Members and trainings of the consultant bank"),
        _("To know who is qualified for what, when and where, and who was trained."),
        PUBLIC_TASK,
        _("Members of the bank and participants of trainings"),
        _("Coordinators, and each member one's own; orderers see the names of their facilitators"),
        (
            "bank.Member",
            "bank.Qualification",
            "bank.Pause",
            "bank.Training",
            "bank.TrainingParticipant",
            "bank.ImportPreview",
        ),
        ("bank.member",),
    ),
    Activity(
        "feedback",
        _("Feedback and figures"),
        _("To learn how orders went, and to tell of it in figures that lead to nobody."),
        PUBLIC_TASK,
        _("Orderers and facilitators; participants answer without a name"),
        _("Coordinators; figures below five are not told outside"),
        ("bank.FeedbackRequest", "bank.Feedback", "bank.YearStatistic"),
        ("bank.feedback",),
    ),
    Activity(
        "catalogue",
        _("The catalogue of methods"),
        _("To know who wrote, reviewed and published which version."),
        PUBLIC_TASK,
        _("Method editors"),
        _("Method editors; the catalogue itself, without its editors, is public"),
        ("methods.VersionEvent", "methods.VersionComment"),
    ),
    Activity(
        "logs",
        _("Logs, jobs and erasures"),
        _("To show who did and read what, to find faults, and to keep erased people erased."),
        DUTY,
        _("People who have an account; others by a number only"),
        _("Coordinators and administrators: the history of what they see"),
        (
            "core.LogEntry",
            "core.ViewLog",
            "core.AuditSeal",
            "core.ErasureEntry",
            "core.Job",
            "core.RetentionRun",
            "bank.ConcernOpening",
        ),
        ("bank.concern_opening",),
    ),
)

# Text that is about no person.
WITHOUT_PEOPLE = frozenset(
    {
        "network.Municipality",
        "network.Theme",
        "structure.AskedOrganisation",
        "structure.BudgetLine",
        "structure.Call",
        "structure.CallFile",
        "structure.Part",
        "structure.PartVersion",
        "structure.Project",
        "structure.ThemeDecision",
        "methods.Method",
        "methods.Catalogue",
        "methods.MethodSynonym",
        "methods.MethodVersion",
        "methods.VersionText",
        "methods.ZonePlacement",
        "methods.SituationOfVersion",
        "methods.Participant",
        "methods.FacilitatorRule",
        "methods.Phase",
        "methods.KeptDocument",
        "methods.LegalBasis",
        "methods.Evidence",
        "socialaccount.SocialApp",
        "auth.Group",
        "auth.Permission",
        "contenttypes.ContentType",
    }
)

SAFEGUARDS = (
    _("Each network sees its own; every address is listed with whom it is open to, and tests walk the list."),
    _("No field for a client. Personal identity codes are refused wherever text is typed, and in files."),
    _("The concern of an order is encrypted with a key outside the database; destroying the key wipes it."),
    _("A second step of signing in for coordinators, editors and administrators; limits to wrong attempts."),
    _("A commitment to confidentiality is accepted before anything restricted opens."),
    _("Acts and readings of restricted data are logged; the database lets nobody change the logs."),
    _("Data go by rules that are followed each day; what was erased stays erased after a restore."),
    _("Backups are encrypted, checked before they are restored, and their keys are kept apart."),
    _("Mails say that something waits and link to it; they carry no content."),
)
TRANSFERS = _("The product itself sends nothing outside the EU and EEA, and asks no other service for anything.")
