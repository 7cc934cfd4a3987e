"""Plain text with its paragraphs and lists."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.richtext import from_plain

register = template.Library()


@register.filter
def as_words(text: str) -> SafeString:
    """Plain text as paragraphs; lines that begin with "- " are a list. What it makes is clean by itself."""
    return mark_safe(from_plain(text))
