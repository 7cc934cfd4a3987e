import pytest

from core.numbers import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("017", 17), ("9" * 18, 10**18 - 1)])
def test_number_in_reads_digits(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.0", "½", "١٢٣", "²", "9" * 19, "9" * 1_000_000, "1\n", "\x00"])
def test_number_in_of_any_other_text_is_nothing(text):
    assert number_in(text) is None
