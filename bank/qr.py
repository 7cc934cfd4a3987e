"""QR codes as SVG, drawn on the server; without inline styles, so that the content security policy holds."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """The code of an address, four modules of quiet zone around it, black on white for every camera."""
    code = segno.make_qr(text, error="m")
    # The library writes markup of its own making; the text itself is in the modules only.
    return mark_safe(
        code.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    )
