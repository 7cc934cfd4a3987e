"""What was decided in the meetings of the data set: a decision each, actions, goals and places of themes."""

from datetime import timedelta
from random import Random

from core.fuzzydates import FuzzyDate, Precision
from meetings.enums import ActionState, OutcomeKind, OwnerKind
from meetings.models import Goal, Item, Meeting, Outcome, ThemeMention
from network.models import Network, Theme

THEMES = 40
SUBJECTS = ["työpajat", "esite", "koulutus", "seuranta", "edustajat", "talousarvio", "kiertue", "kysely"]


def make_themes(home: Network) -> list[Theme]:
    return Theme.objects.bulk_create(Theme(network=home, name=f"teema {n}") for n in range(THEMES))


def marked(theme: Theme) -> str:
    """The text of an item in which a theme is marked."""
    return f'<p>Keskusteltiin siitä, miten <mark data-theme="{theme.name}">{theme.name}</mark> etenee.</p>'


def add_outcomes(
    random: Random, meetings: list[Meeting], items: list[Item], themes: list[Theme], people: list
) -> None:
    """For a batch of meetings, with ``items`` in their order, three a meeting.

    Each meeting has a decision; every fifth an action, of which those of the last tenth of the years are open; every
    third a place of a theme, and every fiftieth a goal.
    """
    outcomes, mentions, goals = [], [], []
    for place, meeting in enumerate(meetings):
        item = items[place * 3]
        subject = random.choice(SUBJECTS)
        outcomes.append(
            Outcome(item=item, kind=OutcomeKind.DECISION, text=f"Päätettiin, että {subject} toteutetaan {place}.")
        )
        if place % 5 == 0:
            outcomes.append(_action(random, items[place * 3 + 1], meeting, subject, random.choice(people)))
        if place % 3 == 0:
            theme = random.choice(themes)
            mentions.append(ThemeMention(item=items[place * 3 + 2], theme=theme, phrase=theme.name))
        if place % 50 == 0:
            goals.append(Goal(item=item, number="1", text=f"Tavoite: {subject}", points=["ensin", "sitten"]))
    Outcome.objects.bulk_create(outcomes)
    ThemeMention.objects.bulk_create(mentions)
    Goal.objects.bulk_create(goals)


def _action(random: Random, item: Item, meeting: Meeting, subject: str, person: object) -> Outcome:
    day = meeting.starts_at.date() + timedelta(days=random.randrange(10, 200))
    is_open = meeting.starts_at.year >= 2025 or random.random() < 0.02
    return Outcome(
        item=item,
        kind=OutcomeKind.ACTION,
        text=f"Hoidetaan: {subject}.",
        state=ActionState.OPEN if is_open else ActionState.DONE,
        owner_kind=OwnerKind.PERSON,
        owner_person=person,
        owner_label=person.name,
        due=FuzzyDate(day, day, Precision.DAY, f"{day.day}.{day.month}.{day.year}"),
    )
