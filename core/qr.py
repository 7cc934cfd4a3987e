"""QR codes as SVG, drawn on the server; without inline styles, so that the content security policy holds."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, *, title: str | None = None) -> SafeString:
    """The code of an address, four modules of quiet zone around it, black on white for every camera.

    ``title`` says to those who do not see it what it is; a PDF needs one.
    """
    code = segno.make_qr(text, error="m")
    # The library writes markup of its own making and escapes the title; the text itself is in the modules only.
    return mark_safe(
        code.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True, title=title)
    )
