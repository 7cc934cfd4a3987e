"""The way through the product: the sections of the top bar and the tabs of each, for one user in one network."""

from dataclasses import dataclass, field

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.enums import PEOPLE_KEEPERS, RoleKind
from network.models import Network, User

COORDINATOR, ADMIN = RoleKind.COORDINATOR, RoleKind.ADMIN
BANK_PEOPLE = (COORDINATOR, RoleKind.ORDERER, RoleKind.FACILITATOR)


@dataclass(frozen=True)
class Tab:
    """One page of a section; it is the current one at URL names that begin with one of ``begins``.

    A section of several namespaces says of each tab which one is its own. What is needed ``rarely`` is folded into a
    menu where a row has no room for all.
    """

    label: Promise
    url_name: str
    begins: tuple[str, ...]
    roles: tuple[str, ...] = ()
    namespace: str = ""
    in_network: bool = True
    rarely: bool = False


@dataclass(frozen=True)
class Section:
    """One part of the product. ``namespace`` marks it as current; without roles, everybody in the network sees it.

    Outside the networks (``in_network``) a role counts in whichever network somebody has it.
    """

    label: Promise
    icon: str
    url_name: str
    namespace: str
    roles: tuple[str, ...] = ()
    in_network: bool = True
    tabs: tuple[Tab, ...] = field(default=())


SECTIONS = (
    Section(pgettext_lazy("navigation", "Home"), "home", "network-home", "network-home"),
    Section(
        _("Meetings"),
        "calendar",
        "meetings:meeting-list",
        "meetings",
        tabs=(
            Tab(
                _("Meetings"),
                "meetings:meeting-list",
                (
                    "meeting",
                    "group-call",
                    "template",
                    "invitation",
                    "next-",
                    "minutes",
                    "attendance",
                    "item",
                    "outcome",
                    "attachment",
                    "comment",
                    "measure",
                    "goal-create",
                    "goal-update",
                    "goal-remove",
                ),
                namespace="meetings",
            ),
            Tab(_("Workshop days"), "workshops:day-list", ("",), namespace="workshops"),
            Tab(_("Calendar"), "calendar", ("calendar",), namespace="calendar"),
            Tab(_("Decisions"), "meetings:decision-list", ("decision",), namespace="meetings"),
            Tab(_("Actions"), "meetings:action-list", ("action",), namespace="meetings"),
            Tab(pgettext_lazy("of groups", "Goals"), "meetings:goal-list", ("goal-list",), namespace="meetings"),
            Tab(_("Themes"), "meetings:theme-list", ("theme",), namespace="meetings"),
        ),
    ),
    Section(
        _("Methods"),
        "book",
        "methods:method-list",
        "methods",
        in_network=False,
        tabs=(
            Tab(_("Catalogue"), "methods:method-list", ("",), (), "methods", in_network=False),
            Tab(
                pgettext_lazy("of the catalogue", "Editing"),
                "catalogue:overview",
                ("",),
                (RoleKind.EDITOR,),
                "catalogue",
                in_network=False,
            ),
        ),
    ),
    Section(
        _("Bank"),
        "handshake",
        "bank:order-list",
        "bank",
        BANK_PEOPLE,
        tabs=(
            Tab(pgettext_lazy("what waits", "Queue"), "bank:queue", ("queue",), (COORDINATOR,)),
            Tab(_("Orders"), "bank:order-list", ("order", "session"), BANK_PEOPLE),
            Tab(_("Proposed teams"), "bank:draft-list", ("draft",), (COORDINATOR,)),
            Tab(_("My invitations"), "bank:invitation-list", ("invitation",), (RoleKind.FACILITATOR,)),
            Tab(_("My availability"), "bank:availability", ("availability", "own-pause"), (RoleKind.FACILITATOR,)),
            Tab(_("Enquiries"), "bank:enquiry-list", ("enquiry",), (COORDINATOR,)),
            Tab(_("Agreements"), "bank:agreement-list", ("agreement",), (COORDINATOR,), rarely=True),
            Tab(_("Members"), "bank:member-list", ("member",), (COORDINATOR,)),
            Tab(pgettext_lazy("bank", "Trainings"), "bank:training-list", ("training",), (COORDINATOR,)),
            Tab(_("Register"), "bank:register", ("register",), (COORDINATOR,)),
            Tab(_("Reports"), "bank:report", ("report",), (COORDINATOR,)),
            Tab(_("Run by"), "bank:holder-list", ("holder",), BANK_PEOPLE, rarely=True),
            Tab(_("Feedback"), "bank:feedback-results", ("feedback",), BANK_PEOPLE, rarely=True),
        ),
    ),
    Section(
        _("Network"),
        "people",
        "structure:overview",
        "network",
        tabs=(
            Tab(_("Structure"), "structure:overview", ("overview", "part", "place", "contact"), (), "structure"),
            Tab(_("Themes and members"), "structure:commitments", ("commitment", "call"), (), "structure"),
            Tab(_("Projects"), "structure:project-list", ("project",), (), "structure"),
            Tab(_("Bulletins"), "bulletins:bulletin-list", ("",), (), "bulletins"),
            Tab(_("Directory"), "network:directory", ("directory", "import"), (), "network"),
            Tab(_("People"), "network:person-list", ("person",), PEOPLE_KEEPERS, "network"),
            Tab(_("Organisations"), "network:organisation-list", ("organisation",), PEOPLE_KEEPERS, "network"),
            Tab(_("Groups"), "network:group-list", ("group",), PEOPLE_KEEPERS, "network"),
            Tab(
                _("Confidentiality"),
                "network:commitment-list",
                ("commitment",),
                (COORDINATOR,),
                "network",
                rarely=True,
            ),
            Tab(_("Reading by exception"), "concerns:opening-list", ("opening",), (ADMIN,), "concerns", rarely=True),
            Tab(
                _("Municipalities"),
                "network:municipality-list",
                ("municipality",),
                PEOPLE_KEEPERS,
                "network",
                rarely=True,
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Link:
    """What a template shows of a section or tab."""

    label: Promise
    url: str
    icon: str
    current: bool
    rarely: bool = False


# So many tabs stand beside each other on a screen of 1280 pixels, in Finnish and in Swedish.
ROOM = 9


@dataclass(frozen=True)
class Row:
    """Tabs beside each other, and those in the menu at their end; ``folded`` is the current one among the latter."""

    shown: list[Link]
    menu: list[Link]

    @property
    def folded(self) -> Link | None:
        return next((link for link in self.menu if link.current), None)


def row_of(links: list[Link]) -> Row:
    """All beside each other where there is room, or else without those that are needed rarely."""
    menu = [link for link in links if link.rarely] if len(links) > ROOM else []
    return Row([link for link in links if link not in menu], menu)


def sections(user: User, network: Network | None, match: ResolverMatch | None) -> list[Link]:
    """The sections that the user may open; those of a network only while there is a current one."""
    here = place(match)
    return [
        Link(section.label, _url(section, network), section.icon, _is_in(section, here[0]))
        for section in SECTIONS
        if _may(user, network, section.roles, section.in_network)
    ]


def tabs(user: User, network: Network | None, match: ResolverMatch | None) -> list[Link]:
    """The tabs of the current section; one alone would tell nothing, so then there are none."""
    namespace, name = place(match)
    section = next((section for section in SECTIONS if _is_in(section, namespace)), None)
    if section is None or (network is None and section.in_network):
        return []
    links = [
        Link(
            tab.label,
            _url(tab, network),
            "",
            tab.namespace in ("", namespace) and name.startswith(tab.begins),
            tab.rarely,
        )
        for tab in section.tabs
        if _may(user, network, tab.roles, tab.in_network)
    ]
    return links if len(links) > 1 else []


# Swedish addresses of a part that has Finnish ones, and a page that stands in no app and belongs to a section.
_MIRRORS = {"metoder": "methods", "person-sight": "network"}


def place(match: ResolverMatch | None) -> tuple[str, str]:
    """``(section, name of the page in it)`` of an address; pages outside the apps are sections of their own."""
    if match is None:
        return "", ""
    name = match.url_name or ""
    section = match.namespace or name
    return _MIRRORS.get(section, section), name


def _is_in(section: Section, namespace: str) -> bool:
    return namespace == section.namespace or any(namespace and tab.namespace == namespace for tab in section.tabs)


def _may(user: User, network: Network | None, roles: tuple[str, ...], in_network: bool = True) -> bool:
    if not in_network:
        return not roles or bool(user.is_authenticated and user.network_ids(*roles))
    return user.is_authenticated and network is not None and (not roles or user.has_role(network, *roles))


def _url(entry: Section | Tab, network: Network | None) -> str:
    return reverse(entry.url_name, args=[network.slug] if getattr(entry, "in_network", True) else [])
