"""Diaries to draw, and a reader of what was drawn."""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from app.diary.diary import DayEntry, Diary, DiaryEvent, Dose
from app.trends.figures.series import DaySeries, build_series, stretch
from tests.cast.days import day, taken

SVG = "{http://www.w3.org/2000/svg}"


def full_series(days: int, *, events: tuple[DiaryEvent, ...] = ()) -> DaySeries:
    """Every day answered; the dose doubles half way."""
    diary = Diary(
        entries=tuple(
            DayEntry(
                day(n),
                pain=n % 7,
                worst_pain=n % 7 + 2,
                touch=n % 5,
                areas=frozenset({"neck", "left_hip"} if n % 3 else {"neck"}),
            )
            for n in range(days)
        ),
        doses=tuple(taken(n, 30 if n < days // 2 else 60) for n in range(days)),
        events=events,
    )
    return build_series(diary, *stretch(diary, day(days - 1)))


def series_of(
    *entries: DayEntry, doses: tuple[Dose, ...] = (), last: int | None = None
) -> DaySeries:
    diary = Diary(entries=entries, doses=doses)
    first, end = stretch(diary, day(last) if last is not None else entries[-1].for_date)
    return build_series(diary, first, end)


@dataclass(frozen=True)
class Drawn:
    """A parsed picture."""

    root: ET.Element

    @classmethod
    def of(cls, svg: str) -> "Drawn":
        with_space = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        return cls(ET.fromstring(with_space))  # noqa: S314 - our own drawing

    def paths(self, look: str) -> list[str]:
        """Return the paths of a look, those of the legends left out."""
        return [
            element.get("d", "")
            for element in self.root.iter(f"{SVG}path")
            if look in element.get("class", "").split()
            and "ch-key" not in element.get("class", "").split()
        ]

    def texts(self, look: str = "ch-text") -> list[str]:
        return [
            element.text or ""
            for element in self.root.iter(f"{SVG}text")
            if look in element.get("class", "").split()
        ]

    @property
    def headings(self) -> list[str]:
        return self.texts("ch-heading")
