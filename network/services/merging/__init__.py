"""Merging two rows of one person or of one organisation: all that points to the double points to the one that stays.

The double stays as a row of a name only, which finds the other. Copied labels of old records stay as they were. What a
plain change of the key cannot do, an app does first: it names a mover with ``register_mover``.
"""

from network.services.merging.moving import MergePreview, meet, move_dated, move_rest, register_mover
from network.services.merging.organisations import merge_organisations, preview_organisation_merge
from network.services.merging.people import merge_people, preview_merge

__all__ = [
    "MergePreview",
    "meet",
    "merge_organisations",
    "merge_people",
    "move_dated",
    "move_rest",
    "preview_merge",
    "preview_organisation_merge",
    "register_mover",
]
