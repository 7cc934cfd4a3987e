"""Every write of the network app: one function per act."""

from network.services.access import (
    change_role,
    end_role,
    give_access,
    grant_role,
    is_last_administrator,
    link_account,
    open_account,
    start_network,
)
from network.services.commitments import accept_commitment, publish_commitment
from network.services.erasing import erase_person
from network.services.exporting import export_account, export_person, read_account, read_person
from network.services.feeds import close_feed, open_feed
from network.services.groups import (
    add_group,
    add_group_member,
    edit_group,
    end_group_membership,
    follow_group_names,
    rename_group,
)
from network.services.imports import preview_import, save_import, understood
from network.services.merging import (
    MergePreview,
    merge_organisations,
    merge_people,
    preview_merge,
    preview_organisation_merge,
)
from network.services.municipalities import add_municipalities, load_municipalities, remove_municipality
from network.services.notices import (
    choose_mails,
    mail_times,
    notify,
    queue_digests,
    read_notices,
    register_notice,
    words_of,
)
from network.services.officers import name_data_officer
from network.services.organisations import OrganisationExists, add_organisation, edit_organisation
from network.services.people import PersonExists, add_person, add_position, edit_person, end_position
from network.services.sessions import end_own_sessions
from network.services.sign_ins import note_failed_sign_in, note_locked_sign_in, note_sign_in
from network.services.themes import (
    ThemeRefused,
    add_theme,
    merge_themes,
    rename_theme,
    retire_theme,
    take_up_theme,
)
from network.services.unused import erase_accounts, warn_unused

__all__ = [
    "MergePreview",
    "OrganisationExists",
    "PersonExists",
    "ThemeRefused",
    "accept_commitment",
    "add_group",
    "add_group_member",
    "add_municipalities",
    "add_organisation",
    "add_person",
    "add_position",
    "add_theme",
    "change_role",
    "choose_mails",
    "close_feed",
    "edit_group",
    "edit_organisation",
    "edit_person",
    "end_group_membership",
    "end_own_sessions",
    "end_position",
    "end_role",
    "erase_accounts",
    "erase_person",
    "export_account",
    "export_person",
    "follow_group_names",
    "give_access",
    "grant_role",
    "is_last_administrator",
    "link_account",
    "load_municipalities",
    "mail_times",
    "merge_organisations",
    "merge_people",
    "merge_themes",
    "name_data_officer",
    "note_failed_sign_in",
    "note_locked_sign_in",
    "note_sign_in",
    "notify",
    "open_account",
    "open_feed",
    "preview_import",
    "preview_merge",
    "preview_organisation_merge",
    "publish_commitment",
    "queue_digests",
    "read_account",
    "read_notices",
    "read_person",
    "register_notice",
    "remove_municipality",
    "rename_group",
    "rename_theme",
    "retire_theme",
    "save_import",
    "start_network",
    "take_up_theme",
    "understood",
    "warn_unused",
    "words_of",
]
