"""The public addresses of the catalogue: in Finnish, which is read in any language, and in Swedish."""

from django.urls import reverse
from django.utils.translation import get_language

from core.mail import address_of

# What a language's addresses are called; every other language reads at the Finnish ones.
NAMESPACES = {"fi": "methods", "sv": "metoder"}


def here(name: str, *args: str) -> str:
    """The address of a page in the reader's language."""
    return reverse(f"{NAMESPACES.get(get_language(), 'methods')}:{name}", args=args)


def every(name: str, *args: str) -> dict[str, str]:
    """The whole addresses of one page by language: {"fi": "https://…", "sv": …}."""
    return {language: address_of(reverse(f"{space}:{name}", args=args)) for language, space in NAMESPACES.items()}


def method_addresses(code: str) -> dict[str, str]:
    return every("method-detail", code)
