"""System checks: foreseeable mistakes of an installation, each with an ID and a hint."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError, connection

from core import keys
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


@register(deploy=True)
def check_key_store(**_kwargs: Any) -> list[CheckMessage]:
    """Asks the database, and so only for ``check --deploy``; one that is not there yet names no keys."""
    try:
        is_away = keys.is_away()
    except (DatabaseError, connection.Database.Error):
        # The cursor of a table that is not there raises the driver's own error.
        return []
    if not is_away:
        return []
    return [
        Warning(
            "The store of the concerns' keys is not there: the folder of KEYS_ROOT holds neither keys nor their mark.",
            hint="Mount the right folder. If the keys are lost for good, make an empty file named .store in it.",
            id="core.W002",
        )
    ]
