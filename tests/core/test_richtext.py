import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from core.richtext import (
    MAX_BYTES,
    OutcomeMark,
    from_input,
    from_plain,
    holds,
    is_empty,
    plain_text,
    sanitise,
    themes_of,
    unsaid,
    with_marks,
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p>a <b>b</b> <i>c</i></p>", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<style>p { color: red }</style><p style='color: red' class='x' id='y'>a</p>", "<p>a</p>"),
        ("<p onclick='alert(1)'>a</p>", "<p>a</p>"),
        ("<p>a<img src='https://example.com/a.png' onerror='alert(1)'></p>", "<p>a</p>"),
        ("<svg><script>alert(1)</script></svg><p>a</p>", "<p>a</p>"),
        ("<iframe src='https://example.com'></iframe><object data='x'></object>a", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href='JaVa\tScRiPt:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href='data:text/html,x'>a</a>", "<p>a</p>"),
        ("<a href='/v/oma/'>a</a>", "<p>a</p>"),
        ("<a href='//example.com'>a</a>", "<p>a</p>"),
        (
            "<a href='https://example.com/?a=1&amp;b=2' target='_blank' onclick='x()'>a</a>",
            '<p><a href="https://example.com/?a=1&amp;b=2">a</a></p>',
        ),
        ("<a href='mailto:a@example.com'>a</a>", '<p><a href="mailto:a@example.com">a</a></p>'),
        (
            "<mark data-theme='x' onclick='y'>a <mark data-theme='z'>b</mark></mark>",
            '<p><mark data-theme="x">a b</mark></p>',
        ),
        ("<mark>a</mark>", "<p>a</p>"),
        (f"<mark data-theme='{'x' * 151}'>a</mark>", "<p>a</p>"),
        (
            "<mark data-theme='&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>a</mark>",
            '<p><mark data-theme="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">a</mark></p>',
        ),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        (
            "<table><tr><th colspan=2><p>a</p></th></tr></table>",
            "<table><tbody><tr><th>a</th></tr></tbody></table>",
        ),
        ("<h2>a</h2><div>b<div>c</div></div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p> </p><p><br></p><p><strong></strong></p>", ""),
        ("a &lt;b&gt; &amp; c", "<p>a &lt;b&gt; &amp; c</p>"),
        ("<p>a\x00\u202eb</p>", "<p>ab</p>"),
        ("<!-- a --><p>b</p>", "<p>b</p>"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
    ],
)
def test_sanitise_keeps_what_minutes_hold_and_nothing_else(pasted, kept):
    clean = sanitise(pasted)

    assert (clean, sanitise(clean)) == (kept, kept)


@pytest.mark.parametrize("tag", ["em", "ul><li", "table><tr><td", "p", "mark data-theme=x", "a href=https://x.fi"])
def test_sanitise_bears_tags_without_end(tag):
    pasted = f"<{tag}>" * (100_000 // (len(tag) + 2)) + "a"

    assert plain_text(sanitise(pasted)) == "a"


def test_sanitise_refuses_a_large_paste_with_its_size_and_the_limit():
    with pytest.raises(ValidationError) as refusal:
        sanitise("ä" * 1_000_000)

    assert refusal.value.messages == [
        "The text is too long: 2000 kB, and the limit is 200 kB. Divide it into several items, or add it as an "
        "attachment."
    ]


def test_sanitise_takes_what_just_fits():
    assert len(sanitise("x" * MAX_BYTES)) == MAX_BYTES + len("<p></p>")


@pytest.mark.parametrize(
    "pattern",
    [
        "<p>{first}<b>{last}</b></p>",
        "<p>{first}</p><p>{last}</p>",
        "{first}<!-- x -->{last}",
        "{first}<script>x</script>{last}",
        "<ul><li>{first}</li><li>{last}</li></ul>",
        "<mark data-theme='{first}{last}'>a</mark>",
        "<a href='https://example.com/{first}{last}'>a</a>",
    ],
)
def test_sanitise_refuses_an_identity_code_however_tags_divide_it(identity_code, pattern):
    with pytest.raises(ValidationError, match="identity code"):
        sanitise(pattern.format(first=identity_code[:8], last=identity_code[8:]))


def test_from_plain_makes_paragraphs_and_lists():
    text = "Alku.\n\nToinen <rivi>\n- yksi\n  • kaksi\n-kolme"

    assert from_plain(text) == (
        "<p>Alku.</p><p>Toinen &lt;rivi&gt;</p><ul><li>yksi</li><li>kaksi</li></ul><p>-kolme</p>"
    )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("a < b\n- c", "<p>a &lt; b</p><ul><li>c</li></ul>"), ("<p>a &lt; b</p>", "<p>a &lt; b</p>"), ("", "")],
)
def test_from_input_takes_plain_text_and_html(sent, kept):
    assert from_input(sent) == kept


def test_plain_text_has_blocks_on_lines_of_their_own():
    html = "<p>a <em>b</em><strong>c</strong></p><ul><li>d<ul><li>e</li></ul></li></ul><p>f<br>g</p>"

    assert plain_text(html) == "a bc\nd\ne\nf\ng"


@pytest.mark.parametrize(("html", "empty"), [("", True), ("<p>\xa0 </p>", True), ("<p>a</p>", False)])
def test_is_empty_looks_at_what_is_read(html, empty):
    assert is_empty(html) is empty


def test_themes_of_lists_marked_words_in_their_order():
    html = '<p><mark data-theme="x">tuki<em>perhe</em></mark>toiminta, <em>ja <mark data-theme="y">muu</mark></em></p>'

    assert themes_of(html) == [("x", "tukiperhe"), ("y", "muu")]


@pytest.mark.parametrize(
    ("words", "found"),
    [("nimi hyväksyttiin.", True), ("a nimi", True), ("imi", False), ("toinen", False), (" ", False)],
)
def test_holds_reads_over_tags_and_lines(words, found):
    assert holds("<p>a</p><p>nimi <em>hyväksyttiin</em>.</p>", words) is found


def test_with_marks_shows_outcomes_over_tags_with_their_word_once():
    html = with_marks(
        "<p>Alku. Nimi <em>hyväksyttiin</em>.</p>", [OutcomeMark("decision", "Nimi hyväksyttiin.", "Decision")]
    )

    assert html == (
        '<p>Alku. <mark class="outcome-decision"><span class="mark-word">Decision</span> Nimi </mark>'
        '<em><mark class="outcome-decision">hyväksyttiin</mark></em><mark class="outcome-decision">.</mark></p>'
    )


def test_of_overlapping_outcomes_the_earlier_is_marked():
    html = with_marks(
        "<p>yksi kaksi kolme</p>", [OutcomeMark("note", "kaksi kolme"), OutcomeMark("decision", "yksi kaksi")]
    )

    assert html == '<p><mark class="outcome-decision">yksi kaksi</mark> kolme</p>'


def test_with_marks_tells_after_an_action_who_does_it():
    text = "<p>Vetäjät <em>varataan.</em> Muuta ei ollut.</p>"
    who = "Maija Esimerkki, kevät 2027"

    shown = with_marks(text, [OutcomeMark("action", "Vetäjät varataan.", tail=who)])
    printed = with_marks(text, [OutcomeMark("", "Vetäjät varataan.", tail=who)])

    assert shown == (
        '<p><mark class="outcome-action">Vetäjät </mark><em><mark class="outcome-action">varataan.</mark>'
        " (Maija Esimerkki, kevät 2027)</em> Muuta ei ollut.</p>"
    )
    assert printed == "<p>Vetäjät <em>varataan. (Maija Esimerkki, kevät 2027)</em> Muuta ei ollut.</p>"


@pytest.mark.parametrize(
    ("text", "left"),
    [("Vetäjät varataan.", "Maija Esimerkki, kevät 2027"), ("Maija Esimerkki varaa.", "kevät 2027"), ("", "")],
)
def test_unsaid_is_what_the_text_does_not_tell(text, left):
    assert unsaid(text, ["Maija Esimerkki", "kevät 2027"] if text else ["", ""]) == left
