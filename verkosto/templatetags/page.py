"""What the page frame and the shared includes need beside plain Django."""

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY

from core.documents import kind_of
from core.models import LogEntry, StoredFile
from verkosto import navigation
from verkosto.acts import act_of

register = template.Library()


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> str:
    """The content of a block a second time: the page's title is also its heading."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[navigation.Link]:
    """The sections of the top bar that the user may open."""
    request = context["request"]
    return navigation.sections(request.user, context.get("network"), request.resolver_match)


@register.simple_tag(takes_context=True)
def section_tabs(context: Context) -> list[navigation.Link]:
    """The tabs of the current section that the user may open."""
    request = context["request"]
    return navigation.tabs(request.user, context.get("network"), request.resolver_match)


@register.filter
def document_title(stored: StoredFile) -> str:
    """The name of a document's kind, in the user's language."""
    return kind_of(stored).title


@register.filter
def act(entry: LogEntry) -> str:
    """What was done, in the user's language."""
    return act_of(entry.action)
