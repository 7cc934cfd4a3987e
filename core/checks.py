"""System checks: foreseeable mistakes of an installation, each with an ID and a hint."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from core.hyphenation import finnish_dictionary


@register()
def check_finnish_hyphenation(**_kwargs: Any) -> list[CheckMessage]:
    if finnish_dictionary() is not None:
        return []
    return [
        Warning(
            "Finnish documents are printed without hyphenation: Voikko or its Finnish dictionary is not installed.",
            hint="On Debian: apt-get install libvoikko1 voikko-fi",
            id="core.W001",
        )
    ]
