"""Who may open what: every address of the product in one table, for people to review.

``tests/verkosto/test_access.py`` fails on an address that is not here, and walks every row as anonymous, as every role
and as somebody without one, with objects of one's own, of others, of another network and with keys of nothing:

- what somebody may not even know of is 404, the same bytes as for what does not exist;
- what somebody sees but may not do is 403;
- anonymous people are sent to the sign-in page, except from what is public;
- another method than those named is 405.

The rules themselves are ``visible_to`` of the querysets (who sees) and ``rules.py`` of the apps (who may). This table
is what they are held against, so it says again in plain words what they say in code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from network.enums import RoleKind

COORDINATOR, ORDERER, FACILITATOR, SECRETARY, MEMBER, EDITOR, ADMIN = RoleKind


class Open(Enum):
    """To whom an address outside the networks is open."""

    PUBLIC = "everybody"
    SIGNED_IN = "everybody who has signed in"
    # The catalogue is one for all networks. Others see what of it is published, and that it is edited.
    EDITORS = "the method editors of any network"


class Which(Enum):
    """Which objects of a network somebody sees. What "one's own" is stands at the table of each kind of object."""

    ALL = "all"
    OWN = "one's own"


@dataclass(frozen=True)
class InNetwork:
    """Open within a network: ``sees`` says which objects a role sees, ``may`` which of those roles may do the act.

    Whoever has no role in the network finds nothing there.
    """

    sees: Mapping[str, Which]
    may: frozenset[str]


@dataclass(frozen=True)
class Access:
    """One row. ``of`` names the kind of object whose keys the address holds; a name has a row for each kind.

    ``only`` names the setting without which the address does not exist.
    """

    name: str
    methods: str
    who: Open | InNetwork
    of: str = ""
    only: str = ""


ALL, OWN = Which.ALL, Which.OWN
EVERYBODY_ALL = dict.fromkeys(RoleKind, ALL)
EVERYBODY_OWN = dict.fromkeys(RoleKind, OWN)


def network(*roles: str) -> InNetwork:
    """Open to these roles of the network; the others see that the address exists."""
    return InNetwork(EVERYBODY_ALL, frozenset(roles))


def seen(sees: Mapping[str, Which], *, by: tuple[str, ...] | None = None) -> InNetwork:
    """Open for the objects that a role sees: to those ``by`` whom the act may be done, or to all who see."""
    return InNetwork(sees, frozenset(sees if by is None else by))


ANYBODY = network(*RoleKind)
PEOPLE_KEEPERS = (COORDINATOR, ADMIN, SECRETARY)

# Who sees which orders: coordinators all; the orderer's own are those whose contact person the orderer is, the
# facilitator's own those in whose team the facilitator is. The concern of an order follows the same rule,
# but is not shown to facilitators who are in reserve or observe (tests/bank/test_rules.py).
ORDERS = {COORDINATOR: ALL, ORDERER: OWN, FACILITATOR: OWN}
# Invitations: a facilitator sees what he or she was asked.
INVITATIONS = {COORDINATOR: ALL, FACILITATOR: OWN}
# Members of the bank: a facilitator sees oneself.
MEMBERS = {COORDINATOR: ALL, FACILITATOR: OWN}
# People of the network: everybody sees oneself.
PEOPLE = EVERYBODY_OWN | dict.fromkeys(PEOPLE_KEEPERS, ALL)

ALL_READERS = seen(EVERYBODY_ALL)
DIRECTORY_WRITERS = seen(EVERYBODY_ALL, by=PEOPLE_KEEPERS)
MEETING_WRITERS = seen(EVERYBODY_ALL, by=(COORDINATOR, SECRETARY))
REGISTER_READERS = seen(EVERYBODY_ALL, by=(COORDINATOR,))
PERSON_READERS, PERSON_WRITERS, PERSON_ADMINS = (
    seen(PEOPLE),
    seen(PEOPLE, by=PEOPLE_KEEPERS),
    seen(PEOPLE, by=(ADMIN,)),
)
# What only coordinators know of: enquiries and agreements.
COORDINATORS_OWN = seen({COORDINATOR: ALL})
ORDER_READERS, ORDER_WRITERS = seen(ORDERS), seen(ORDERS, by=(COORDINATOR,))
ORDER_REPORTERS = seen(ORDERS, by=(COORDINATOR, FACILITATOR))
INVITATION_READERS, INVITATION_WRITERS = seen(INVITATIONS), seen(INVITATIONS, by=(COORDINATOR,))
MEMBER_READERS, MEMBER_WRITERS = seen(MEMBERS), seen(MEMBERS, by=(COORDINATOR,))
# What only coordinators know of.
COORDINATORS = seen({COORDINATOR: ALL})

ACCESS = [
    # --- Public ---
    Access("front", "GET", Open.PUBLIC),
    Access("health", "GET", Open.PUBLIC),
    Access("set-language", "POST", Open.PUBLIC),
    Access("methods:method-list", "GET", Open.PUBLIC),
    Access("methods:zone-finder", "GET", Open.PUBLIC),
    Access("methods:feed", "GET", Open.PUBLIC),
    Access("methods:method-detail", "GET", Open.PUBLIC, of="method"),
    Access("methods:version-list", "GET", Open.PUBLIC, of="method"),
    Access("methods:version-detail", "GET", Open.PUBLIC, of="method version"),
    Access("metoder:method-list", "GET", Open.PUBLIC),
    Access("metoder:zone-finder", "GET", Open.PUBLIC),
    Access("metoder:method-detail", "GET", Open.PUBLIC, of="method"),
    # What is printed of the catalogue takes work to make: for whoever has signed in.
    Access("methods:catalogue-print", "POST", Open.SIGNED_IN),
    Access("methods:version-print", "POST", Open.SIGNED_IN, of="method version"),
    Access("published:list", "GET", Open.PUBLIC, of="network with published minutes"),
    Access("published:minutes", "GET", Open.PUBLIC, of="published minutes"),
    Access("published:item", "GET", Open.PUBLIC, of="published item"),
    Access("published:version", "GET", Open.PUBLIC, of="published version"),
    Access("published:version-item", "GET", Open.PUBLIC, of="item of a published version"),
    # The key of a mail to somebody without an account.
    Access("published:mailed", "GET", Open.PUBLIC, of="mailed minutes"),
    # One invited person's own page: the key in the mail is what opens it.
    Access("invitation-answer", "GET POST", Open.PUBLIC, of="invitation"),
    # Feedback: the code of a slip, or the key of a mail, is what opens it.
    Access("feedback:code", "GET POST", Open.PUBLIC),
    Access("feedback:thanks", "GET", Open.PUBLIC),
    Access("feedback:participant", "GET POST", Open.PUBLIC, of="feedback code"),
    Access("feedback:own", "GET POST", Open.PUBLIC, of="feedback key"),
    Access("demo-login", "POST", Open.PUBLIC, only="DEMO"),
    # What a date means, also in the public forms.
    Access("fuzzy-date", "GET", Open.PUBLIC),
    # Orders and enquiries without an account. An own page says nothing before its address is confirmed by a code.
    Access("outside:order", "GET POST", Open.PUBLIC, of="public form"),
    Access("outside:enquiry", "GET POST", Open.PUBLIC, of="public form"),
    Access("outside:municipality-picker", "GET", Open.PUBLIC, of="public form"),
    Access("outside:order-page", "GET POST", Open.PUBLIC, of="orderer's page"),
    Access("outside:enquiry-page", "GET POST", Open.PUBLIC, of="enquirer's page"),
    # --- The account: allauth's pages. Nobody signs up, so there is no address for it. ---
    Access("account_login", "GET POST", Open.PUBLIC),
    Access("account_logout", "GET POST", Open.PUBLIC),
    Access("account_inactive", "GET", Open.PUBLIC),
    Access("account_email_verification_sent", "GET", Open.PUBLIC),
    Access("account_confirm_email", "GET POST", Open.PUBLIC, of="confirmation"),
    Access("account_reset_password", "GET POST", Open.PUBLIC),
    Access("account_reset_password_done", "GET", Open.PUBLIC),
    Access("account_reset_password_from_key", "GET POST", Open.PUBLIC, of="password link"),
    Access("account_reset_password_from_key_done", "GET", Open.PUBLIC),
    Access("account_email", "GET POST", Open.SIGNED_IN),
    Access("account_change_password", "GET POST", Open.SIGNED_IN),
    Access("account_set_password", "GET POST", Open.SIGNED_IN),
    # --- Whoever has signed in ---
    Access("home", "GET", Open.SIGNED_IN),
    # --- The work on the catalogue of methods ---
    Access("catalogue:overview", "GET", Open.EDITORS),
    Access("catalogue:due-list", "GET", Open.EDITORS),
    Access("catalogue:new-method", "GET POST", Open.EDITORS),
    Access("catalogue:versions", "GET", Open.EDITORS, of="catalogue method"),
    Access("catalogue:draft-open", "POST", Open.EDITORS, of="catalogue method"),
    Access("catalogue:rename", "GET POST", Open.EDITORS, of="catalogue method"),
    Access("catalogue:compare", "GET", Open.EDITORS, of="catalogue method"),
    Access("catalogue:version", "GET", Open.EDITORS, of="draft"),
    Access("catalogue:texts", "GET", Open.EDITORS, of="draft"),
    Access("catalogue:facts", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:submit", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:pass-content", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:pass-language", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:check-law", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:return", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:publish", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:unschedule", "POST", Open.EDITORS, of="draft"),
    Access("catalogue:withdraw", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:review-date", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:discard", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:roll-forward", "POST", Open.EDITORS, of="draft"),
    Access("catalogue:comment", "GET POST", Open.EDITORS, of="draft"),
    Access("catalogue:part", "GET POST", Open.EDITORS, of="draft's list"),
    Access("catalogue:text", "GET POST", Open.EDITORS, of="draft's text"),
    Access("catalogue:text-confirm", "POST", Open.EDITORS, of="draft's text"),
    Access("catalogue:comment-resolve", "POST", Open.EDITORS, of="draft's comment"),
    # --- A network: home, search, and what everybody in it sees ---
    Access("network-home", "GET", ANYBODY),
    Access("search", "GET", ANYBODY),
    Access("network:municipality-list", "GET", ANYBODY),
    Access("network:municipality-picker", "GET", ANYBODY),
    Access("network:organisation-list", "GET", ANYBODY),
    Access("network:organisation-picker", "GET", ANYBODY),
    Access("network:organisation-detail", "GET", ALL_READERS, of="organisation"),
    Access("network:organisation-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("network:organisation-update", "GET POST", DIRECTORY_WRITERS, of="organisation"),
    Access("network:group-list", "GET", ANYBODY),
    Access("network:group-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("network:group-detail", "GET", ALL_READERS, of="group"),
    Access("network:group-rename", "GET POST", DIRECTORY_WRITERS, of="group"),
    Access("network:group-member-create", "GET POST", DIRECTORY_WRITERS, of="group"),
    Access("network:group-member-end", "GET POST", DIRECTORY_WRITERS, of="membership"),
    Access("network:group-update", "GET POST", DIRECTORY_WRITERS, of="group"),
    # --- People, their positions and their access ---
    Access("network:person-list", "GET", network(*PEOPLE_KEEPERS)),
    Access("network:person-picker", "GET", network(*PEOPLE_KEEPERS)),
    Access("network:person-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("network:person-detail", "GET", PERSON_READERS, of="person"),
    Access("network:person-update", "GET POST", PERSON_WRITERS, of="person"),
    Access("network:person-position-create", "GET POST", PERSON_WRITERS, of="person"),
    Access("network:person-position-end", "POST", PERSON_WRITERS, of="position"),
    Access("network:person-access", "GET POST", PERSON_ADMINS, of="person"),
    Access("network:person-role-end", "POST", PERSON_ADMINS, of="role"),
    # --- The bank: orders. The list shows each what that one sees. ---
    Access("bank:order-list", "GET", ANYBODY),
    Access("bank:order-create", "GET POST", network(COORDINATOR)),
    Access("bank:order-detail", "GET", ORDER_READERS, of="order"),
    Access("bank:order-concern", "GET", ORDER_READERS, of="order"),
    Access("bank:order-report", "POST", ORDER_READERS, of="order"),
    Access("bank:order-update", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:order-team", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:order-release", "GET POST", ORDER_WRITERS, of="slot"),
    Access("bank:order-slot-create", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:order-slot-remove", "GET POST", ORDER_WRITERS, of="slot"),
    Access("bank:order-substitute", "GET POST", ORDER_WRITERS, of="slot"),
    Access("bank:order-draft-accept", "POST", ORDER_WRITERS, of="order"),
    Access("bank:order-draft-drop", "POST", ORDER_WRITERS, of="order"),
    Access("bank:draft-list", "GET POST", network(COORDINATOR)),
    Access("bank:order-outcome", "GET POST", ORDER_WRITERS, of="order"),
    # --- The bank: what waits, and reports ---
    Access("bank:queue", "GET", network(COORDINATOR)),
    Access("bank:report", "GET POST", network(COORDINATOR)),
    Access("bank:report-freeze", "POST", network(COORDINATOR)),
    Access("bank:order-answer-read", "POST", ORDER_WRITERS, of="order"),
    Access("bank:order-reopen", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:order-held", "GET POST", network(COORDINATOR)),
    Access("bank:order-search", "POST", ORDER_WRITERS, of="order"),
    Access("bank:order-call", "POST", ORDER_WRITERS, of="order"),
    Access("bank:order-postpone", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:order-close", "POST", ORDER_WRITERS, of="order"),
    Access("bank:order-feedback-ask", "POST", ORDER_WRITERS, of="order"),
    # Whoever led hands out the slip for participants, and tells how a session went.
    Access("bank:order-slip", "GET", ORDER_REPORTERS, of="order"),
    Access("bank:order-slip-make", "POST", ORDER_REPORTERS, of="order"),
    Access("bank:session-create", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:session-update", "GET POST", ORDER_WRITERS, of="session"),
    Access("bank:session-hold", "GET POST", ORDER_REPORTERS, of="session"),
    Access("bank:session-waive", "GET POST", ORDER_WRITERS, of="session"),
    Access("bank:session-cancel", "GET POST", ORDER_WRITERS, of="session"),
    # Added up for everybody; small figures and own words for coordinators (tests/bank/test_views_feedback.py).
    Access("bank:feedback-results", "GET", ANYBODY),
    Access("bank:method-results", "GET", ANYBODY),
    Access("bank:register", "GET POST", network(COORDINATOR)),
    # --- The bank: invitations, and what a facilitator says of the own availability ---
    Access("bank:invitation-list", "GET", network(FACILITATOR)),
    Access("bank:invitation-answer", "GET POST", INVITATION_READERS, of="bank invitation"),
    Access("bank:invitation-withdraw", "GET POST", INVITATION_WRITERS, of="bank invitation"),
    Access("bank:availability", "GET POST", network(FACILITATOR)),
    Access("bank:own-pause", "GET POST", network(FACILITATOR)),
    Access("bank:own-pause-end", "POST", MEMBER_READERS, of="own pause"),
    # --- The bank: what comes from outside ---
    Access("bank:order-question", "GET POST", ORDER_WRITERS, of="order"),
    Access("bank:order-answer", "GET POST", seen(ORDERS, by=(COORDINATOR, ORDERER)), of="order"),
    Access("bank:enquiry-list", "GET", network(COORDINATOR)),
    Access("bank:enquiry-create", "GET POST", network(COORDINATOR)),
    Access("bank:enquiry-detail", "GET POST", COORDINATORS_OWN, of="enquiry"),
    Access("bank:enquiry-close", "POST", COORDINATORS_OWN, of="enquiry"),
    Access("bank:agreement-list", "GET", network(COORDINATOR)),
    Access("bank:agreement-create", "GET POST", network(COORDINATOR)),
    Access("bank:agreement-check", "GET", network(COORDINATOR)),
    Access("bank:agreement-update", "GET POST", COORDINATORS_OWN, of="agreement"),
    Access("bank:agreement-end", "GET POST", COORDINATORS_OWN, of="agreement"),
    # --- The bank: members ---
    Access("bank:member-list", "GET", network(COORDINATOR)),
    Access("bank:member-create", "GET POST", network(COORDINATOR)),
    Access("bank:member-picker", "GET", network(COORDINATOR)),
    Access("bank:member-detail", "GET", MEMBER_READERS, of="member"),
    Access("bank:member-update", "GET POST", MEMBER_WRITERS, of="member"),
    # --- The bank: members over time, trainings, Excel, who runs the bank ---
    Access("bank:member-table", "GET POST", network(COORDINATOR)),
    Access("bank:member-qualification", "GET POST", MEMBER_WRITERS, of="member"),
    Access("bank:member-qualification-correct", "GET POST", MEMBER_WRITERS, of="qualification"),
    Access("bank:member-qualification-remove", "GET POST", MEMBER_WRITERS, of="qualification"),
    Access("bank:member-home", "GET POST", MEMBER_WRITERS, of="member"),
    Access("bank:member-pause", "GET POST", MEMBER_WRITERS, of="member"),
    Access("bank:member-pause-end", "POST", MEMBER_WRITERS, of="pause"),
    Access("bank:training-list", "GET", network(COORDINATOR)),
    Access("bank:training-create", "GET POST", network(COORDINATOR)),
    Access("bank:training-detail", "GET", COORDINATORS, of="training"),
    Access("bank:training-update", "GET POST", COORDINATORS, of="training"),
    Access("bank:training-participant", "GET POST", COORDINATORS, of="training"),
    Access("bank:training-participant-remove", "POST", COORDINATORS, of="participant"),
    Access("bank:training-qualify", "GET POST", COORDINATORS, of="training"),
    Access("bank:register-export", "POST", network(COORDINATOR)),
    Access("bank:register-import", "GET POST", network(COORDINATOR)),
    Access("bank:member-export", "POST", network(COORDINATOR)),
    Access("bank:member-import", "GET POST", network(COORDINATOR)),
    Access("bank:training-export", "POST", network(COORDINATOR)),
    Access("bank:training-import", "GET POST", network(COORDINATOR)),
    # Its author's alone.
    Access("bank:import-preview", "GET POST", seen({COORDINATOR: OWN}), of="import preview"),
    Access("bank:holder-list", "GET", ANYBODY),
    Access("bank:holder-create", "GET POST", network(COORDINATOR)),
    # --- Meetings: everybody in the network reads them ---
    Access("meetings:meeting-list", "GET", ANYBODY),
    Access("meetings:meeting-create", "GET POST", network(COORDINATOR, SECRETARY)),
    Access("meetings:meeting-detail", "GET", ALL_READERS, of="meeting"),
    Access("meetings:minutes-print", "POST", ALL_READERS, of="meeting"),
    Access("meetings:item-extract", "POST", ALL_READERS, of="item"),
    Access("meetings:meeting-update", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:next-meeting", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:meeting-follow", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:group-call", "GET POST", MEETING_WRITERS, of="group of meetings"),
    Access("meetings:meeting-as-template", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:template-list", "GET", network(COORDINATOR, SECRETARY)),
    Access("meetings:template-create", "GET POST", network(COORDINATOR, SECRETARY)),
    Access("meetings:template-update", "GET POST", MEETING_WRITERS, of="template"),
    Access("meetings:template-call", "GET POST", MEETING_WRITERS, of="template"),
    Access("meetings:template-remove", "GET POST", MEETING_WRITERS, of="template"),
    Access("meetings:invitation", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:meeting-hold", "POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:meeting-cancel", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:meeting-plan-again", "POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:attendance-list", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:attendance-guest", "POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:attendance-arrange", "POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:attendance-mark", "POST", MEETING_WRITERS, of="attendance"),
    Access("meetings:attendance-update", "GET POST", MEETING_WRITERS, of="attendance"),
    Access("meetings:attendance-move", "POST", MEETING_WRITERS, of="attendance"),
    Access("meetings:attendance-remove", "GET POST", MEETING_WRITERS, of="attendance"),
    Access("meetings:item-create", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:item-update", "GET POST", MEETING_WRITERS, of="item"),
    Access("meetings:item-move", "POST", MEETING_WRITERS, of="item"),
    Access("meetings:item-remove", "GET POST", MEETING_WRITERS, of="item"),
    Access("meetings:item-mark", "POST", MEETING_WRITERS, of="item"),
    Access("meetings:item-presence", "GET", MEETING_WRITERS, of="item"),
    Access("meetings:item-history", "GET", MEETING_WRITERS, of="item"),
    Access("meetings:item-restore", "POST", MEETING_WRITERS, of="item"),
    Access("meetings:outcome-create", "GET POST", MEETING_WRITERS, of="item of outcome"),
    Access("meetings:outcome-lines", "GET POST", MEETING_WRITERS, of="item of outcome"),
    Access("meetings:goal-create", "GET POST", MEETING_WRITERS, of="item of outcome"),
    Access("meetings:goal-update", "GET POST", MEETING_WRITERS, of="goal"),
    Access("meetings:goal-remove", "GET POST", MEETING_WRITERS, of="goal"),
    Access("meetings:measure-create", "GET POST", MEETING_WRITERS, of="goal"),
    Access("meetings:outcome-update", "GET POST", MEETING_WRITERS, of="outcome"),
    Access("meetings:outcome-remove", "GET POST", MEETING_WRITERS, of="outcome"),
    Access("meetings:attachment-list", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:attachment-update", "GET POST", MEETING_WRITERS, of="attachment"),
    Access("meetings:attachment-download", "GET", ALL_READERS, of="attachment"),
    Access("meetings:attachment-file", "GET POST", MEETING_WRITERS, of="attachment"),
    Access("meetings:attachment-withdraw", "GET POST", MEETING_WRITERS, of="attachment"),
    Access("meetings:attachment-number", "POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:bundle-print", "POST", ALL_READERS, of="meeting"),
    Access("meetings:attachment-move", "POST", MEETING_WRITERS, of="attachment"),
    Access("meetings:attachment-remove", "GET POST", MEETING_WRITERS, of="attachment"),
    # --- The life of minutes. Those who were there comment and approve too (tests/meetings/test_views_minutes.py) ---
    Access("meetings:minutes-life", "GET", ALL_READERS, of="meeting"),
    Access("meetings:minutes-version", "GET", ALL_READERS, of="version"),
    Access("meetings:minutes-preview", "GET", MEETING_WRITERS, of="meeting"),
    Access("meetings:minutes-open-comments", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:minutes-back", "POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:comment-create", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:comment-settle", "POST", MEETING_WRITERS, of="comment"),
    Access("meetings:minutes-sign", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:minutes-approve", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:minutes-publish", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:minutes-withdraw", "GET POST", MEETING_WRITERS, of="version"),
    Access("meetings:minutes-correct", "GET POST", MEETING_WRITERS, of="meeting"),
    Access("meetings:minutes-mail", "GET POST", MEETING_WRITERS, of="meeting"),
    # --- The day of the meeting: the screen of the room, and the secretary's desk ---
    Access("meetings:meeting-screen", "GET", ALL_READERS, of="meeting"),
    Access("meetings:meeting-desk", "GET POST", MEETING_WRITERS, of="meeting"),
    # --- Registers of all groups. What became of an action is told also by who does it (tests/meetings) ---
    Access("meetings:decision-list", "GET", ANYBODY),
    Access("meetings:decision-detail", "GET", ALL_READERS, of="decision"),
    Access("meetings:action-list", "GET", ANYBODY),
    Access("meetings:action-detail", "GET", ALL_READERS, of="action"),
    Access("meetings:action-settle", "GET POST", MEETING_WRITERS, of="action"),
    Access("meetings:theme-list", "GET", ANYBODY),
    Access("meetings:theme-create", "GET POST", network(COORDINATOR, SECRETARY)),
    Access("meetings:theme-detail", "GET", ALL_READERS, of="theme"),
    Access("meetings:theme-rename", "GET POST", MEETING_WRITERS, of="theme"),
    Access("meetings:theme-merge", "GET POST", MEETING_WRITERS, of="theme"),
    Access("meetings:theme-retire", "POST", MEETING_WRITERS, of="theme"),
    Access("meetings:theme-take-up", "POST", MEETING_WRITERS, of="theme"),
    Access("meetings:goal-list", "GET", ANYBODY),
    # --- Documents: whoever may print what they are about. Their addresses name no network. ---
    Access("document", "GET", ORDER_READERS, of="order report"),
    Access("document-download", "GET", ORDER_READERS, of="order report"),
    Access("document", "GET", REGISTER_READERS, of="register"),
    Access("document-download", "GET", REGISTER_READERS, of="register"),
    Access("document", "GET", REGISTER_READERS, of="members table"),
    Access("document-download", "GET", REGISTER_READERS, of="members table"),
    Access("document", "GET", REGISTER_READERS, of="members sheet"),
    Access("document-download", "GET", REGISTER_READERS, of="members sheet"),
    Access("document", "GET", ALL_READERS, of="minutes"),
    Access("document", "GET", Open.SIGNED_IN, of="brochure"),
    Access("document-download", "GET", Open.SIGNED_IN, of="brochure"),
    Access("document", "GET", Open.SIGNED_IN, of="book of methods"),
    Access("document-download", "GET", Open.SIGNED_IN, of="book of methods"),
    Access("document-download", "GET", ALL_READERS, of="minutes"),
]
