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
from methods.queries.machine import feed_changed_at, published_feed, structured_data
from methods.queries.pages import method_page
from methods.queries.readiness import missing_for_publishing, missing_for_review, swedish_is_required
from methods.queries.states import (
    current_version,
    due_reviews,
    law_to_check,
    open_draft,
    review_is_overdue,
    state_beside,
    state_of,
    waiting_for,
)
from methods.queries.translations import is_stale, missing_translation, untranslated
from methods.queries.versions import links_here, standing, version_rows
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
    "feed_changed_at",
    "find_methods",
    "finder_results",
    "found_groups",
    "grouped",
    "is_stale",
    "law_to_check",
    "links_here",
    "method_for_register_word",
    "method_page",
    "missing_for_publishing",
    "missing_for_review",
    "missing_translation",
    "open_draft",
    "published_feed",
    "review_is_overdue",
    "standing",
    "state_beside",
    "state_of",
    "steps_of_zones",
    "structured_data",
    "swedish_is_required",
    "untranslated",
    "version_rows",
    "waiting_for",
    "zones",
]
