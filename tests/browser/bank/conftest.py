"""The people of the bank, at work in the browser."""

import pytest

from tests.browser.bank.hands import Hand


@pytest.fixture
def coordinator(open_page, sign_in, width):
    """By keyboard alone at 1280 px, by tapping at 390 px."""
    page = open_page(width)
    home = sign_in(page, "coordinator")
    hand = Hand(page, keyboard=width == 1280)
    hand.bank = f"{home}pankki/"
    return hand


@pytest.fixture
def facilitator(open_page, sign_in, width):
    page = open_page(width)
    home = sign_in(page, "facilitator")
    hand = Hand(page)
    hand.bank = f"{home}pankki/"
    return hand
