"""What carries the data: a JSON file, or the PDF/A-3 of signed minutes, which has the same file in it."""

import json
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from meetings.exchange.reading import MinutesRefused

FILE_NAME = "verkosto-minutes.json"
_KEYS = (
    "format language document_kind number title printed group name printed_name heading heading_in_body body_html "
    "kind subject starts ends place address from text text_html in_body owner due points measures time precision "
    "earliest latest presenter area quotation meeting_goals attendees items outcomes goals attachments children "
    "themes item organisation roles role_text state note next_meeting recorded by on signatures"
)
_ORDER = {key: place for place, key in enumerate(_KEYS.split())}
MAX_JSON, MAX_PDF = 5_000_000, 60_000_000  # bytes


def as_bytes(data: dict[str, Any]) -> bytes:
    """The data as the file that a PDF carries; the same data are always the same bytes."""
    return json.dumps(_ordered(data), ensure_ascii=False, indent=2).encode() + b"\n"


def minutes_in_file(content: bytes) -> Any:
    """The data of a JSON file or of a PDF that carries one, not checked yet.

    Raises ``MinutesRefused`` for everything else, with the line where a JSON file goes wrong.
    """
    if content[:1024].lstrip().startswith(b"%PDF-"):
        content = _embedded(content)
    if len(content) > MAX_JSON:
        raise MinutesRefused([_("The minutes are larger than %(limit)d MB.") % {"limit": MAX_JSON // 1_000_000}])
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise MinutesRefused([_("Line %(line)d: the text is not UTF-8.") % {"line": line}]) from error
    except json.JSONDecodeError as error:
        message = _("Line %(line)d, character %(column)d: this is not JSON (%(reason)s).")
        place = {"line": error.lineno, "column": error.colno, "reason": error.msg}
        raise MinutesRefused([message % place]) from error
    except RecursionError as error:
        raise MinutesRefused([_("The file is nested too deeply.")]) from error


def _ordered(value: Any) -> Any:
    """With the keys in the order of the format: the database keeps none."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (_ORDER.get(key, len(_ORDER)), key))
        return {key: _ordered(value[key]) for key in keys}
    return [_ordered(one) for one in value] if isinstance(value, list) else value


def _embedded(content: bytes) -> bytes:
    if len(content) > MAX_PDF:
        raise MinutesRefused([_("The PDF is larger than %(limit)d MB.") % {"limit": MAX_PDF // 1_000_000}])
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise MinutesRefused([_("The PDF is locked with a password. Remove the password first.")])
        files = reader.attachments.get(FILE_NAME, [])
    except MinutesRefused:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        # pypdf says in many ways that a file is broken.
        raise MinutesRefused([_("The PDF cannot be read. It may be damaged.")]) from error
    if not files:
        raise MinutesRefused([_("The PDF carries no minutes: the file %(name)s is not in it.") % {"name": FILE_NAME}])
    return files[0]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: of two alike the reader would silently lose one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise MinutesRefused([_("The name “%(name)s” stands twice in one object.") % {"name": twice[:60]}])
    return found


def _refuse_constant(name: str) -> None:
    raise MinutesRefused([_("%(name)s is not a number.") % {"name": name}])
