import logging
import sys

from core.logs import PlacesFormatter


def formatted(fail):
    try:
        fail()
    except Exception:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "It failed", (), sys.exc_info())
    return PlacesFormatter("%(levelname)s %(message)s").format(record)


def test_log_tells_class_and_place_of_an_exception_and_not_its_text():
    def fail():
        raise ValueError("what a person wrote")

    lines = formatted(fail).splitlines()

    assert (lines[0], lines[-1]) == ("ERROR It failed", "builtins.ValueError")
    assert [line for line in lines if "in fail" in line] != []
    assert [line for line in lines if "wrote" in line] == ['    raise ValueError("what a person wrote")']


def test_log_tells_the_causes_of_an_exception_first():
    said = "what a person wrote"

    def fail():
        try:
            raise KeyError(said)
        except KeyError as error:
            raise LookupError(said) from error

    text = formatted(fail)

    assert [line for line in text.splitlines() if line.startswith("builtins.")] == [
        "builtins.KeyError",
        "builtins.LookupError",
    ]
    assert said not in text
