"""Data for machines inside a page. A script element of a data type runs nothing, so the strict policy lets it be."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# Nothing in the data can end the element or begin another one.
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def data_block(value: Any, kind: str = "application/ld+json") -> SafeString:
    """The value as JSON in a script element."""
    text = json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="{kind}">{text}</script>')
