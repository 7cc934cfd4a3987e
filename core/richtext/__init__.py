"""The rich text of minutes: what of pasted HTML is kept, and what a text says without its tags.

Kept are ``p ul ol li strong em a br mark table thead tbody tr th td``; attributes only ``href`` on ``a`` (http, https,
mailto) and ``data-theme`` on ``mark``. Everything a person reads stays, in one spelling, so that cleaning a clean text
changes nothing; the JSON of minutes (docs/minutes-format.md) holds the same HTML.
"""

from core.richtext.cleaning import MAX_BYTES, MAX_THEME, from_input, from_plain, refuse_too_long, sanitise
from core.richtext.marks import OutcomeMark, holds, is_empty, plain_text, themes_of, unsaid, with_marks
from core.richtext.tree import Node, leaves_of, parse

__all__ = [
    "MAX_BYTES",
    "MAX_THEME",
    "Node",
    "OutcomeMark",
    "from_input",
    "from_plain",
    "holds",
    "is_empty",
    "leaves_of",
    "parse",
    "plain_text",
    "refuse_too_long",
    "sanitise",
    "themes_of",
    "unsaid",
    "with_marks",
]
