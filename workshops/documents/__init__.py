"""A workshop day on paper and for Excel."""

from workshops.documents.programme import PROGRAMME, programme_context, programme_version, render_programme
from workshops.documents.signups import ATTENDANCE, SIGN_UPS_SHEET, WITH_NAMES

__all__ = [
    "ATTENDANCE",
    "PROGRAMME",
    "SIGN_UPS_SHEET",
    "WITH_NAMES",
    "programme_context",
    "programme_version",
    "render_programme",
]
