import pytest

from meetings.blocks import blocks_of, holds


def plain(blocks):
    """``[(is_list, [the words of a line, …]), …]``"""
    return [(block["is_list"], ["".join(run["text"] for run in line) for line in block["lines"]]) for block in blocks]


def runs(blocks):
    """Text, kind and whether it begins, of each run of each line of the only block."""
    (block,) = blocks
    return [[(run["text"], run["kind"], run["begins"]) for run in line] for line in block["lines"]]


def test_blocks_are_divided_by_empty_lines():
    blocks = blocks_of("Ensimmäinen.\n\n  \nToinen rivi\nja sen jatko.\n")

    assert plain(blocks) == [(False, ["Ensimmäinen."]), (False, ["Toinen rivi", "ja sen jatko."])]


@pytest.mark.parametrize("mark", ["-", "–", "•", "*"])
def test_lines_with_a_mark_are_points_of_a_list(mark):
    blocks = blocks_of(f"Tavoitteet\n{mark} yksi\n  {mark} kaksi\nSitten.")

    assert plain(blocks) == [(False, ["Tavoitteet"]), (True, ["yksi", "kaksi"]), (False, ["Sitten."])]


def test_a_dash_inside_a_line_is_no_point():
    assert plain(blocks_of("-yksi\n2–3 kertaa")) == [(False, ["-yksi", "2–3 kertaa"])]


def test_an_empty_text_has_no_blocks():
    assert blocks_of("") == []


def test_words_of_an_outcome_are_marked_over_a_line_break():
    blocks = blocks_of("Alku. Päätettiin\nkokoontua. Loppu.", [("decision", "Päätettiin kokoontua.")])

    assert runs(blocks) == [
        [("Alku. ", "", False), ("Päätettiin", "decision", True)],
        [("kokoontua.", "decision", False), (" Loppu.", "", False)],
    ]


def test_of_overlapping_outcomes_the_earlier_is_marked():
    blocks = blocks_of("yksi kaksi kolme", [("note", "kaksi kolme"), ("decision", "yksi kaksi")])

    assert runs(blocks) == [[("yksi kaksi", "decision", True), (" kolme", "", False)]]


@pytest.mark.parametrize(
    ("words", "held"),
    [("sovittiin  asiasta", True), ("asia", False), ("", False), ("   ", False), ("Sovittiin", False)],
)
def test_holds_whole_words_in_their_order(words, held):
    assert holds("Kun sovittiin\nasiasta, lähdettiin.", words) is held
