"""Reads of the catalogue."""

from methods.queries.catalogue import (
    catalogue_rows,
    current_versions,
    find_methods,
    found_groups,
    grouped,
    method_for_register_word,
)
from methods.queries.comparing import Change, changed_fields, compare
from methods.queries.finder import finder_results
from methods.queries.finding import ASKED_PARTIES, Choice
from methods.queries.pages import method_page
from methods.queries.readiness import missing_for_publishing, missing_for_review, swedish_is_required
from methods.queries.states import (
    current_version,
    due_reviews,
    law_to_check,
    open_draft,
    review_is_overdue,
    state_of,
    waiting_for,
)
from methods.queries.translations import is_stale, missing_translation, untranslated
from methods.queries.zones import steps_of_zones, zones

__all__ = [
    "ASKED_PARTIES",
    "Change",
    "Choice",
    "catalogue_rows",
    "changed_fields",
    "compare",
    "current_version",
    "current_versions",
    "due_reviews",
    "find_methods",
    "finder_results",
    "found_groups",
    "grouped",
    "is_stale",
    "law_to_check",
    "method_for_register_word",
    "method_page",
    "missing_for_publishing",
    "missing_for_review",
    "missing_translation",
    "open_draft",
    "review_is_overdue",
    "state_of",
    "steps_of_zones",
    "swedish_is_required",
    "untranslated",
    "waiting_for",
    "zones",
]
