"""What the page frame and the shared includes need beside plain Django."""

from django import template
from django.db.models import Model
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from bank.models import BankHolder
from bank.queries import holder_on
from core.documents import kind_of, subject_of
from core.models import LogEntry, StoredFile
from verkosto import navigation
from verkosto.acts import act_of
from verkosto.demo.accounts import ACCOUNTS, DemoAccount

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
def section_tabs(context: Context) -> navigation.Row:
    """The tabs of the current section that the user may open."""
    request = context["request"]
    return navigation.row_of(navigation.tabs(request.user, context.get("network"), request.resolver_match))


@register.simple_tag(takes_context=True)
def bank_holder(context: Context) -> BankHolder | None:
    """Who runs the bank today, on the pages of the bank; one query."""
    network = context.get("network")
    if network is None or navigation.place(context["request"].resolver_match)[0] != "bank":
        return None
    return holder_on(network, timezone.localdate())


@register.filter
def document_title(stored: StoredFile) -> str:
    """The name of a document's kind, in the user's language."""
    return kind_of(stored).title


@register.filter
def document_variant(stored: StoredFile) -> str:
    """What of the subject it is, where that says something."""
    kind = kind_of(stored)
    return kind.variant_words(stored.variant) if kind.shows_variant else ""


@register.filter
def document_type(stored: StoredFile) -> str:
    """What kind of file it is: the names are the same in every language."""
    return {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}[kind_of(stored).ending]


@register.simple_tag
def document_subject(stored: StoredFile) -> Model:
    """What a document is about, for the way back to it; one query."""
    return subject_of(stored)


@register.filter
def act(entry: LogEntry) -> str:
    """What was done, in the user's language."""
    return act_of(entry.action)


@register.simple_tag
def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts that the sign-in page of a demo offers by a click."""
    return ACCOUNTS


@register.filter
def age(days: int) -> str:
    """A number of days in the unit that one would say: today, days, weeks, months or years."""
    if days == 0:
        return pgettext("age", "today")
    if days < 14:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if days < 60:
        return ngettext("%(count)d week", "%(count)d weeks", days // 7) % {"count": days // 7}
    if days < 730:
        return ngettext("%(count)d month", "%(count)d months", days // 30) % {"count": days // 30}
    return ngettext("%(count)d year", "%(count)d years", days // 365) % {"count": days // 365}
