"""The acts of the catalogue."""

from methods.services.catalogue_file import METHODS_FILE, CatalogueRefused
from methods.services.editing import PartsRefused, lock_draft, part_model, save_facts, save_parts, save_text
from methods.services.loading import LoadResult, load_methods
from methods.services.review import (
    NotReady,
    check_law,
    comment,
    pass_content,
    pass_language,
    publish_version,
    resolve_comment,
    return_version,
    set_review_date,
    submit_version,
    unschedule_version,
    withdraw_method,
)
from methods.services.versions import (
    DraftIsOpen,
    copy_parts,
    create_method,
    discard_version,
    open_version,
    rename_method,
    roll_forward,
)

__all__ = [
    "METHODS_FILE",
    "CatalogueRefused",
    "DraftIsOpen",
    "LoadResult",
    "NotReady",
    "PartsRefused",
    "check_law",
    "comment",
    "copy_parts",
    "create_method",
    "discard_version",
    "load_methods",
    "lock_draft",
    "open_version",
    "part_model",
    "pass_content",
    "pass_language",
    "publish_version",
    "rename_method",
    "resolve_comment",
    "return_version",
    "roll_forward",
    "save_facts",
    "save_parts",
    "save_text",
    "set_review_date",
    "submit_version",
    "unschedule_version",
    "withdraw_method",
]
