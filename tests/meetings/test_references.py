"""References to attachments in the words of minutes."""

import pytest

from meetings.references import mentions, mentions_in_html, renumbered, renumbered_html


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Liite 3", [3]),
        ("katso liitettä 12.", [12]),
        ("liitteessä\u00a02 kerrotaan", [2]),
        ("Liitteet 1, 2 ja 4 jaettiin", [1, 2, 4]),
        ("liitteissä 1–3", [1, 3]),
        ("se bilaga 2 och bilagorna 3 och 4", [2, 3, 4]),
        ("Attachment 5 and attachments 6 and 7", [5, 6, 7]),
        ("Liite 3, 5 kpl", [3]),
        ("liitettiin 3 kuvaa, 2 liitettä", []),
        ("liite 3.2, liite 0, liite 1000, lisäliite 4", []),
        ("liitteenä 3 sivua", []),
    ],
)
def test_mentions(text, numbers):
    assert [number for _place, number in mentions(text)] == numbers


def test_numbers_change_places_all_at_once():
    assert renumbered("Liite 1, liitteet 2 ja 1; liite 3", {1: 2, 2: 1}) == "Liite 2, liitteet 1 ja 2; liite 3"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Ks. Liite 1.</p>", "<p>Ks. Liite 12.</p>"),
        ("<p>Ks. Liite <strong>1</strong> ja <em>liite</em> 1</p>", None),
        ('<ul><li><a href="https://example.org/1">Liite 1</a></li></ul>', None),
        ("<p>Liite</p><p>1</p>", "<p>Liite</p><p>1</p>"),
        ("<p>R&amp;D: Liite 7 &lt; 1</p>", "<p>R&amp;D: Liite 7 &lt; 1</p>"),
    ],
)
def test_numbers_change_between_tags(before, after):
    expected = after or before.replace("1</strong>", "12</strong>").replace("</em> 1", "</em> 12").replace(
        "Liite 1<", "Liite 12<"
    )

    assert renumbered_html(before, {1: 12}) == expected


def test_a_reference_does_not_reach_over_paragraphs():
    assert [number for _place, number in mentions_in_html("<p>Liite</p><p>1</p><p>Liite 2</p>")] == [2]
