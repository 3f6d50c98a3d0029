"""Help now: whom to call where the reader is, and what each list rests on."""

from dataclasses import dataclass

from app.clinical.emergency import COUNTRIES, UNITED_STATES, Country, PhoneLine, country_of_zone
from app.clinical.sources import SOURCES, Source

ELSEWHERE = "none"
LOCAL_NUMBER = "your local emergency number"

_RESTS_ON = {
    "Emergencies": ("acep-signs", "aaos-cauda"),
    "Overdose": ("asam-2025", "kane-overdose"),
    "The same day": ("mypcnow-57", "nhsct-back", "alberta-withdrawal", "cdc-pregnancy"),
    "Your dose": ("fda-2019", "fda-2023"),
}


@dataclass(frozen=True, slots=True)
class Help:
    """What the page says about phone numbers.

    Attributes:
        country: whose numbers stand there; None for neutral words.
        is_guess: nobody said where the reader is, so neutral words stand beside the numbers.
    """

    country: Country | None
    is_guess: bool

    @property
    def call(self) -> str:
        """Whom to call in an emergency, in words."""
        return self.country.emergency_words if self.country else LOCAL_NUMBER

    @property
    def call_or_local(self) -> str:
        """The same, with the neutral words beside it where the country is a guess."""
        return f"{self.call} or {LOCAL_NUMBER}" if self.is_guess else self.call

    @property
    def emergency(self) -> tuple[PhoneLine, ...]:
        """The numbers for an emergency."""
        return self.country.emergency if self.country else ()

    @property
    def crisis(self) -> tuple[PhoneLine, ...]:
        """The crisis lines."""
        return self.country.crisis if self.country else ()

    @property
    def sources(self) -> list[tuple[str, list[Source]]]:
        """What each part of the page rests on, by its topic."""
        topics = {**_RESTS_ON, "Numbers": self._number_source_ids()}
        return [(topic, [SOURCES[id_] for id_ in ids]) for topic, ids in topics.items() if ids]

    def _number_source_ids(self) -> tuple[str, ...]:
        if self.country is None:
            return ()
        more = (self.country.same_day, self.country.helpline)
        lines = (*self.emergency, *self.crisis, *filter(None, more))
        return tuple(dict.fromkeys(line.source_id for line in lines))


def help_for(chosen: str | None, time_zone: str | None) -> Help:
    """Return what to show.

    Args:
        chosen: the country's code from the form, `ELSEWHERE`, or None if nothing was chosen.
        time_zone: the zone of who is signed in; None for somebody unknown.

    An unknown code gets neutral words: better none than the wrong number.
    """
    if chosen is not None:
        return Help(COUNTRIES.get(chosen), is_guess=False)
    if time_zone is not None:
        return Help(country_of_zone(time_zone), is_guess=False)
    return Help(UNITED_STATES, is_guess=True)
