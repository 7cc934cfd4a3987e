"""Results of feedback: no figure of fewer than five people leaves the network."""

import pytest

from bank.models import Feedback
from bank.queries import results_by_method, results_of_order, side_results, years_of
from tests.factories.bank import OrderFactory
from tests.factories.bank_life import FeedbackFactory
from tests.factories.methods import MethodFactory


def given(order, scores, side="participant", code="heard", text=""):
    return [FeedbackFactory(order=order, side=side, answers={code: score}, text=text) for score in scores]


def heard(results):
    return next(result for result in results[0].questions if result.question.code == "heard")


def test_a_coordinator_sees_counts_of_a_few(order):
    given(order, [5, 4])

    side = results_of_order(order)[0]

    assert (side.count, heard([side]).count, heard([side]).mean) == (2, 2, 4.5)
    assert [bar.count for bar in heard([side]).bars] == [0, 0, 0, 1, 1]


def test_bars_stand_side_by_side_in_plain_percentages(order):
    given(order, [1, 5, 5, 5])

    assert [(bar.x, bar.width) for bar in heard(results_of_order(order)).bars] == [
        ("0%", "25%"),
        ("25%", "0%"),
        ("25%", "0%"),
        ("25%", "0%"),
        ("25%", "75%"),
    ]


@pytest.mark.parametrize(("answers", "shown"), [(4, []), (5, ["sana"] * 5)])
def test_words_of_participants_are_shown_after_five_answers(order, answers, shown):
    given(order, [5] * answers, text="sana")

    assert results_of_order(order)[0].words == shown


def test_words_of_the_orderer_are_shown_to_the_coordinator(order):
    given(order, [5], side="orderer", code="easy", text="Sujui.")

    assert results_of_order(order)[0].words == ["Sujui."]


def test_words_do_not_stand_in_the_order_of_writing(order):
    for text in ("c", "a", "b", "e", "d"):
        FeedbackFactory(order=order, text=text)

    assert results_of_order(order)[0].words == ["a", "b", "c", "d", "e"]


def test_outside_nothing_of_four_is_told(order):
    rows = given(order, [5] * 4, text="sana")

    side = side_results(rows, protect=True)[0]

    assert (side.count, side.words) == (None, [])
    assert (heard([side]).count, heard([side]).mean, heard([side]).bars) == (None, None, [])


def test_outside_a_small_cell_hides_the_distribution_but_not_the_mean(order):
    rows = given(order, [5] * 5 + [1])

    result = heard(side_results(rows, protect=True))

    assert (result.count, result.bars, round(result.mean, 2)) == (6, [], 4.33)


def test_outside_large_cells_are_told(order):
    rows = given(order, [5] * 5 + [3] * 6)

    result = heard(side_results(rows, protect=True))

    assert [bar.count for bar in result.bars] == [0, 0, 6, 0, 5]


def test_results_go_by_year_and_by_the_method_delivered(network):
    ordered, delivered = MethodFactory(name_fi="Dialogi"), MethodFactory(name_fi="Aloite", name_en="Aloite")
    order = OrderFactory(network=network, method=ordered, delivered_method=delivered)
    given(order, [5])
    Feedback.objects.update(given_on="2025-03-01")
    given(OrderFactory(network=network, method=ordered), [1])
    Feedback.objects.exclude(given_on="2025-03-01").update(given_on="2026-03-01")

    rows = Feedback.objects.all()

    assert years_of(rows) == [2026, 2025]
    assert [group.method for group in results_by_method(rows, year=2025, protect=False)] == ["Aloite"]
    assert [group.method for group in results_by_method(rows, year=2026, protect=False)] == [ordered.name]


def test_feedback_is_seen_in_its_network_only(network, other_network, coordinator, outsider):
    given(OrderFactory(network=network), [5])

    assert Feedback.objects.visible_to(coordinator).count() == 1
    assert Feedback.objects.visible_to(outsider).count() == 0
