import sys

import pytest

from devtools import system
from devtools.system import Need, library, main, missing, program

THERE = Need("There", ("there",), "for a test", lambda: True)
ESSENTIAL = Need("Essential", ("libessential1",), "without it nothing", lambda: False, essential=True)
OPTIONAL = Need("Optional", ("liboptional1", "optional-data"), "nicer with it", lambda: False)


@pytest.fixture
def ask(monkeypatch):
    """``ask(purpose, *needs, ci="")``: the exit code of ``devtools.system`` where nothing can be installed."""

    def run(purpose, *needs, ci=""):
        monkeypatch.setattr(system, "TO_RUN", needs)
        monkeypatch.setattr(system, "TO_TEST", ())
        monkeypatch.setattr(system, "install", lambda _needs: False)
        monkeypatch.setattr(sys, "argv", ["system", purpose])
        monkeypatch.setenv("CI", ci)
        return main()

    return run


def test_missing_names_what_is_not_found():
    assert missing((THERE, OPTIONAL, ESSENTIAL)) == [OPTIONAL, ESSENTIAL]


def test_library_and_program_know_what_is_there():
    assert (library("libc.so.6", "libSystem.dylib")(), library("libnobody-has-this.so")()) == (True, False)
    assert (program("nobody-has-this", "sh")(), program("nobody-has-this")()) == (True, False)


@pytest.mark.parametrize(
    ("need", "ci", "code"),
    [(THERE, "", 0), (OPTIONAL, "", 0), (OPTIONAL, "true", 1), (ESSENTIAL, "", 1), (ESSENTIAL, "true", 1)],
)
def test_only_essential_needs_stop_and_in_ci_every_one(ask, need, ci, code):
    assert ask("run", need, ci=ci) == code


def test_a_missing_need_is_named_with_its_reason_and_packages(ask, capsys):
    ask("test", OPTIONAL)

    assert capsys.readouterr().err == (
        "Missing: Optional (nicer with it). On Debian: apt-get install liboptional1 optional-data\n"
    )
