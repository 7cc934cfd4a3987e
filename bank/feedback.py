"""What is asked after an order, side by side in every language, and how the answers count.

The wordings stand here and not in the catalogues: who compares the answers of years and of languages must see that
they were asked the same. A question that asks for something else gets a new code; an old code keeps its meaning.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

from bank.enums import FeedbackSide
from core.disclosure import SMALLEST

# From 1 to 5; nothing is chosen beforehand.
SCALE = (1, 2, 3, 4, 5)
ENDS = {
    "fi": ("ei lainkaan", "täysin"),
    "sv": ("inte alls", "helt och hållet"),
    "en": ("not at all", "fully"),
}
# No figure of fewer people leaves the network, and no words of participants are shown before so many have answered.
SMALLEST_CELL = SMALLEST


@dataclass(frozen=True)
class Question:
    """One statement; ``code`` is what answers are kept under."""

    code: str
    fi: str
    sv: str
    en: str

    def __str__(self) -> str:
        return getattr(self, get_language() or "fi", self.fi)


QUESTIONS = {
    FeedbackSide.ORDERER: (
        Question(
            "easy",
            fi="Tilaaminen oli helppoa.",
            sv="Det var lätt att beställa.",
            en="Ordering was easy.",
        ),
        Question(
            "in_time",
            fi="Vetäjät löytyivät sopivassa ajassa.",
            sv="Ledarna hittades i rätt tid.",
            en="The facilitators were found in good time.",
        ),
        Question(
            "prepared",
            fi="Tapaaminen oli valmisteltu hyvin.",
            sv="Mötet var väl förberett.",
            en="The meeting was well prepared.",
        ),
        Question(
            "helped",
            fi="Tapaaminen auttoi siinä, mitä varten se tilattiin.",
            sv="Mötet hjälpte i det som det beställdes för.",
            en="The meeting helped with what it was ordered for.",
        ),
        Question(
            "again",
            fi="Tilaisin vetäjät verkostopankista uudelleen.",
            sv="Jag skulle beställa ledare ur nätverksbanken på nytt.",
            en="I would order facilitators from the bank again.",
        ),
    ),
    FeedbackSide.FACILITATOR: (
        Question(
            "informed",
            fi="Sain ennalta tiedot, joita tarvitsin.",
            sv="Jag fick på förhand de uppgifter som jag behövde.",
            en="I was told beforehand what I needed to know.",
        ),
        Question(
            "suited",
            fi="Menetelmä sopi tilanteeseen.",
            sv="Metoden passade situationen.",
            en="The method suited the situation.",
        ),
        Question(
            "partner",
            fi="Yhteistyö toisen vetäjän kanssa sujui.",
            sv="Samarbetet med den andra ledaren fungerade.",
            en="Working with the other facilitator went well.",
        ),
        Question(
            "supported",
            fi="Sain verkostopankilta tarvitsemani tuen.",
            sv="Jag fick det stöd av nätverksbanken som jag behövde.",
            en="The bank gave me the support I needed.",
        ),
    ),
    FeedbackSide.PARTICIPANT: (
        Question(
            "heard",
            fi="Tulin kuulluksi.",
            sv="Jag blev hörd.",
            en="I was heard.",
        ),
        Question(
            "fair",
            fi="Vetäjät olivat tasapuolisia.",
            sv="Ledarna var opartiska.",
            en="The facilitators were fair to everybody.",
        ),
        Question(
            "next",
            fi="Tiedän, mitä seuraavaksi tapahtuu.",
            sv="Jag vet vad som händer härnäst.",
            en="I know what happens next.",
        ),
        Question(
            "useful",
            fi="Tapaamisesta oli hyötyä.",
            sv="Mötet var till nytta.",
            en="The meeting was useful.",
        ),
    ),
}


def scale_ends() -> tuple[str, str]:
    """What 1 and 5 mean, in the user's language."""
    return ENDS.get(get_language() or "fi", ENDS["fi"])
