"""Every write of the network app: one function per act."""

from network.services.access import end_role, give_access, grant_role, link_account, open_account, start_network
from network.services.groups import add_group, edit_group
from network.services.municipalities import load_municipalities
from network.services.organisations import OrganisationExists, add_organisation, edit_organisation
from network.services.people import PersonExists, add_person, add_position, edit_person, end_position

__all__ = [
    "OrganisationExists",
    "PersonExists",
    "add_group",
    "add_organisation",
    "add_person",
    "add_position",
    "edit_group",
    "edit_organisation",
    "edit_person",
    "end_position",
    "end_role",
    "give_access",
    "grant_role",
    "link_account",
    "load_municipalities",
    "open_account",
    "start_network",
]
