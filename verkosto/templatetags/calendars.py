"""The word and the icon of each kind of entry of the calendar: never the colour alone."""

from django import template

from verkosto.calendars import ICONS, WORDS

register = template.Library()


@register.filter
def kind_word(kind: str) -> str:
    return str(WORDS[kind])


@register.filter
def kind_icon(kind: str) -> str:
    return ICONS[kind]
