"""Every write of the structure: one function per act."""

from structure.services.call_files import add_call_file, remove_call_file
from structure.services.calls import REMINDED, answer_call, ask_members, edit_call, tell_people
from structure.services.contacts import end_contact, erase_contacts, name_contact
from structure.services.importing import Imported, import_structure
from structure.services.parts import PartRefused, add_part, change_part, end_part, mark_part
from structure.services.places import end_place, place_group
from structure.services.projects import add_project, change_project, follow_names

__all__ = [
    "REMINDED",
    "Imported",
    "PartRefused",
    "add_call_file",
    "add_part",
    "add_project",
    "answer_call",
    "ask_members",
    "change_part",
    "change_project",
    "edit_call",
    "end_contact",
    "end_part",
    "end_place",
    "erase_contacts",
    "follow_names",
    "import_structure",
    "mark_part",
    "name_contact",
    "place_group",
    "remove_call_file",
    "tell_people",
]
