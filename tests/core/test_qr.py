from core.qr import qr_svg


def test_qr_says_what_it_is_in_escaped_words():
    svg = qr_svg("https://example.org/", title="Code of <b>")

    assert "<title>Code of &lt;b&gt;</title>" in svg


def test_qr_has_no_inline_style_and_no_title_of_its_own():
    svg = qr_svg("https://example.org/")

    assert ("style" in svg, "<title" in svg) == (False, False)
