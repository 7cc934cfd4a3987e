from core.differences import difference


def test_difference_tells_what_went_and_what_came():
    assert difference("Nimi hyväksyttiin heti.", "Nimi hylättiin heti.\nLoppu.") == [
        ("same", "Nimi "),
        ("out", "hyväksyttiin"),
        ("in", "hylättiin"),
        ("same", " heti."),
        ("in", "\nLoppu."),
    ]


def test_difference_of_long_texts_is_told_by_lines():
    before = "".join(f"Rivi {n} on melko pitkä.\n" for n in range(1000))

    runs = difference(before, before.replace("Rivi 500 ", "Rivi viisisataa "))

    assert [run for run in runs if run[0] != "same"] == [
        ("out", "Rivi 500 on melko pitkä.\n"),
        ("in", "Rivi viisisataa on melko pitkä.\n"),
    ]
