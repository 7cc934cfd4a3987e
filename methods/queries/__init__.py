"""Reads of the catalogue."""

from methods.queries.catalogue import (
    catalogue_rows,
    current_versions,
    find_methods,
    found_groups,
    grouped,
    listed,
    method_for_register_word,
)
from methods.queries.comparing import FACTS, Change, changed_fields, compare
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
    state_of_draft,
    waiting_for,
)
from methods.queries.translations import is_stale, missing_translation, untranslated
from methods.queries.versions import links_here, standing, version_rows
from methods.queries.words import LIST_LABELS, fact_words, field_label, language_label, row_words
from methods.queries.work import (
    OverviewRow,
    changes_by_field,
    language_states,
    method_versions,
    overview_rows,
    with_due_review,
    with_state,
)
from methods.queries.zones import steps_of_zones, zones

__all__ = [
    "ASKED_PARTIES",
    "FACTS",
    "LIST_LABELS",
    "Change",
    "Choice",
    "OverviewRow",
    "catalogue_rows",
    "changed_fields",
    "changes_by_field",
    "compare",
    "current_version",
    "current_versions",
    "due_reviews",
    "fact_words",
    "feed_changed_at",
    "field_label",
    "find_methods",
    "finder_results",
    "found_groups",
    "grouped",
    "is_stale",
    "language_label",
    "language_states",
    "law_to_check",
    "links_here",
    "listed",
    "method_for_register_word",
    "method_page",
    "method_versions",
    "missing_for_publishing",
    "missing_for_review",
    "missing_translation",
    "open_draft",
    "overview_rows",
    "published_feed",
    "review_is_overdue",
    "row_words",
    "standing",
    "state_beside",
    "state_of",
    "state_of_draft",
    "steps_of_zones",
    "structured_data",
    "swedish_is_required",
    "untranslated",
    "version_rows",
    "waiting_for",
    "with_due_review",
    "with_state",
    "zones",
]
