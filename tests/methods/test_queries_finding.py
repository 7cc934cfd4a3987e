"""The ranking of the zone finder, without a database."""

import pytest

from methods.enums import MethodKind
from methods.queries.finding import ASKED_PARTIES, Candidate, Choice, Place, find


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"


GREY = Place(3, 4, 5, primary=True, source="Lähde A")
GREY_ALSO = Place(3, 4, 5, primary=False, source="Lähde B")
GREAT = Place(4, 6, 7, primary=True, source="Lähde C")


def keys(results):
    return [result.key for result in results]


def reasons(result):
    return [(reason.about, reason.fits) for reason in result.reasons]


def test_step_puts_first_what_sources_place_there_first_of_all():
    candidates = [Candidate(1, places=(GREY_ALSO,)), Candidate(2, places=(GREY,)), Candidate(3, places=(GREAT,))]

    found = find(Choice(step=4), candidates)

    assert (keys(found.fits), keys(found.also), keys(found.not_for)) == ([2, 1], [], [3])


def test_every_reason_names_its_sources():
    candidate = Candidate(1, places=(GREY, GREY_ALSO, GREY))

    [result] = find(Choice(step=5), [candidate]).fits

    assert [(reason.text, reason.sources) for reason in result.reasons] == [
        ("Placed on your step first of all.", ("Lähde A",)),
        ("Can also be used on your step.", ("Lähde B",)),
    ]


def test_outside_the_step_says_where_it_is_placed():
    [result] = find(Choice(step=4), [Candidate(1, places=(GREAT,))]).not_for

    [reason] = result.reasons
    assert (reason.text, reason.fits, reason.sources) == (
        "Not for your step: it is placed elsewhere (Zone 4, steps 6–7).",
        False,
        ("Lähde C",),
    )


def test_what_is_not_for_this_begins_with_the_nearest():
    far, near = Place(1, 1, 1, primary=True, source="A"), Place(2, 3, 3, primary=True, source="A")
    candidates = [Candidate(1), Candidate(2, places=(far,)), Candidate(3, places=(near,))]

    assert keys(find(Choice(step=4), candidates).not_for) == [3, 2, 1]


def test_situation_divides_those_of_the_step():
    named = Candidate(1, places=(GREY_ALSO,), situations=("stuck", "acute"))
    other = Candidate(2, places=(GREY,), situations=("acute",))
    silent = Candidate(3, places=(GREY,))

    found = find(Choice(step=4, situation="stuck"), [named, other, silent])

    assert (keys(found.fits), keys(found.also), keys(found.not_for)) == ([1], [2, 3], [])
    assert [result.reasons[-1].text for result in (*found.fits, *found.also)] == [
        "For your situation: Work together does not move on.",
        "Meant for other situations: The situation is acute.",
        "The catalogue does not say for which situations it is.",
    ]


def test_situation_alone_is_enough():
    candidates = [Candidate(1, situations=("stuck",)), Candidate(2, situations=("acute",)), Candidate(3)]

    found = find(Choice(situation="stuck"), candidates)

    assert (keys(found.fits), keys(found.also), keys(found.not_for)) == ([1], [3], [2])


def test_what_no_source_places_is_judged_by_the_situation():
    candidates = [Candidate(1, situations=("stuck",)), Candidate(2)]

    found = find(Choice(step=4, situation="stuck"), candidates)

    assert (keys(found.fits), keys(found.also), keys(found.not_for)) == ([], [1], [2])


def test_people_order_and_explain_but_exclude_nothing_of_the_step():
    with_family = Candidate(1, places=(GREY,), parties={"family": "partly", "other_workers": "always"})
    workers = Candidate(2, places=(GREY,), parties={"other_workers": "always"})
    silent = Candidate(3, places=(GREY,))

    found = find(Choice(step=4, parties=("family", "other_workers")), [silent, workers, with_family])

    assert keys(found.fits) == [1, 2, 3]
    assert [[reason.text for reason in result.reasons[1:]] for result in found.fits] == [
        ["Takes part: the client and family (in some phases), other workers."],
        ["Takes part: other workers.", "Does not take part: the client and family."],
        ["The catalogue does not say who takes part."],
    ]


def test_people_alone_find_those_in_which_they_take_part():
    found = find(Choice(parties=("family",)), [Candidate(1, parties={"family": "always"}), Candidate(2)])

    assert (keys(found.fits), keys(found.also), keys(found.not_for)) == ([1], [], [2])


def test_alike_ones_stand_by_their_sources_then_methods_before_families_then_as_in_the_catalogue():
    twice = (GREY, Place(3, 4, 4, primary=True, source="Lähde D"))
    candidates = [
        Candidate(1, kind=MethodKind.FAMILY, places=(GREY,)),
        Candidate(2, places=(GREY,)),
        Candidate(3, places=(GREY,)),
        Candidate(4, kind=MethodKind.FAMILY, places=twice),
    ]

    assert keys(find(Choice(step=4), candidates).fits) == [4, 2, 3, 1]


@pytest.mark.parametrize("choice", [Choice(step=4), Choice(situation="stuck"), Choice(4, "stuck", ("family",))])
def test_every_candidate_stands_in_one_group(choice):
    candidates = [
        Candidate(number, places=places, situations=situations)
        for number, (places, situations) in enumerate(
            (places, situations) for places in ((), (GREY,), (GREAT,)) for situations in ((), ("stuck",), ("acute",))
        )
    ]

    found = find(choice, candidates)

    assert sorted(keys([*found.fits, *found.also, *found.not_for])) == [*range(9)]
    assert [result.key for result in (*found.fits, *found.also, *found.not_for) if not result.reasons] == []


def test_nothing_chosen_is_no_choice():
    assert [bool(Choice()), bool(Choice(step=1)), bool(Choice(parties=("family",)))] == [False, True, True]


def test_the_worker_and_the_facilitators_are_not_asked_for():
    assert {"worker", "facilitators"} & {str(party) for party in ASKED_PARTIES} == set()
