"""The timeline shows every day, bridges no gap and hides no peak."""

import re
import time

import pytest

from app.clinical.areas import AREA_CODES
from app.clinical.events import DOSE_CHANGE_BY_PRESCRIBER, ILLNESS
from app.diary.diary import DayEntry, DiaryEvent
from app.trends.figures.series import DaySeries
from app.web.trends.charts.layouts import LAYOUTS, NARROW, WIDE, Layout
from app.web.trends.charts.marks import number_marks
from app.web.trends.charts.timeline import draw_timeline
from tests.web.trends.charts.drawn import SVG, Drawn, day, full_series, series_of, taken

pytestmark = pytest.mark.slow

LENGTHS = (2, 30, 90, 365, 3650)


def draw(series: DaySeries, layout: Layout = NARROW) -> Drawn:
    svg = draw_timeline(series, number_marks(series), layout, "a", "Title", "Description")
    return Drawn.of(str(svg))


def numbers_of(path: str) -> list[float]:
    return [float(figure) for figure in re.findall(r"-?\d+(?:\.\d+)?", path)]


@pytest.mark.parametrize("days", LENGTHS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_picture_holds_no_colour_style_or_handler(days: int, layout: Layout) -> None:
    for element in draw(full_series(days), layout).root.iter():
        allowed = {"class", "d", "x", "y", "width", "height", "rx", "text-anchor", "id"}
        allowed |= {"viewBox", "role", "aria-labelledby", "aria-describedby"}
        assert set(element.attrib) <= allowed


@pytest.mark.parametrize("days", LENGTHS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_everything_stays_inside_the_picture(days: int, layout: Layout) -> None:
    root = draw(full_series(days), layout).root
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    assert width == layout.width
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "-1")) <= width
        assert 0 <= float(text.get("y", "-1")) <= height


def test_letters_of_the_narrow_picture_are_at_least_11_px_on_a_phone_of_320_px() -> None:
    gutters = 2 * 12 + 2 * 9
    letter_units = 13
    assert letter_units * (320 - gutters) / NARROW.width >= 10.6
    assert letter_units * (360 - 2 * 16 - 18) / NARROW.width >= 11


def test_a_screen_reader_gets_a_name_and_a_description() -> None:
    root = draw(full_series(30)).root
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.get("id"), title.text) == (root.get("aria-labelledby"), "Title")
    assert (description.get("id"), description.text) == (
        root.get("aria-describedby"),
        "Description",
    )


def test_words_from_outside_are_escaped() -> None:
    series = full_series(10)
    svg = draw_timeline(series, (), NARROW, "a", "<script>", '"&')
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def test_all_four_panels_are_drawn_and_headed() -> None:
    assert draw(full_series(30)).headings == [
        "Pain, 0–10",
        "Opioid a day, MME",
        "Pain from touch, 0–10",
        "Number of sore places",
    ]


def test_a_panel_without_any_answer_is_left_out() -> None:
    series = series_of(*(DayEntry(day(n), pain=4) for n in range(10)))
    assert draw(series).headings == ["Pain, 0–10"]


def test_the_mean_line_is_broken_where_days_are_missing() -> None:
    logged = [*range(10), *range(25, 40)]
    series = series_of(*(DayEntry(day(n), pain=4) for n in logged))
    [line] = draw(series).paths("ch-pain-mean")
    assert line.count("M") == 2


def test_every_logged_day_is_a_dot() -> None:
    series = series_of(*(DayEntry(day(n), pain=4) for n in range(0, 40, 2)))
    dots = draw(series).paths("ch-pain-dot")
    assert sum(path.count("M") for path in dots) == 20


def test_unrecorded_days_are_gaps_in_the_amount() -> None:
    series = series_of(
        *(DayEntry(day(n), pain=4) for n in range(30)),
        doses=tuple(taken(n, 30) for n in range(30) if n not in {10, 11}),
    )
    # Either side of the gap is a shape of its own; none of the two spans the missing days.
    assert len(draw(series).paths("ch-dose-fill")) == 2


def test_a_day_with_only_other_medicines_is_a_gap_in_the_amount() -> None:
    series = series_of(
        *(DayEntry(day(n), pain=4) for n in range(6)),
        doses=tuple(taken(n, 30 if n != 3 else 400, "morphine" if n != 3 else "ibuprofen")
                    for n in range(6)),
    )  # fmt: skip
    assert len(draw(series).paths("ch-dose-fill")) == 2


def test_days_on_an_opioid_without_a_factor_are_crosses_and_not_zero() -> None:
    series = series_of(
        *(DayEntry(day(n), pain=4) for n in range(10)),
        doses=tuple(taken(n, 8, "buprenorphine") for n in range(10)),
    )
    drawn = draw(series)
    assert drawn.paths("ch-dose-fill") == []
    [crosses] = drawn.paths("ch-dose-uncounted")
    assert crosses.count("M") == 10
    assert "not all counted" in drawn.texts("ch-sign")


def test_touch_of_zero_is_drawn_and_differs_from_no_answer() -> None:
    entries = (DayEntry(day(0), touch=0), DayEntry(day(1), touch=5), DayEntry(day(2)))
    drawn = draw(series_of(*entries))
    [none] = drawn.paths("ch-touch-none")
    [bars] = drawn.paths("ch-touch-bar")
    assert (none.count("M"), bars.count("M")) == (1, 1)


@pytest.mark.parametrize("days", [365, 3650])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_bad_day_reaches_the_top_however_long_the_stretch(days: int, layout: Layout) -> None:
    entries = [DayEntry(day(n), pain=3) for n in range(days)]
    entries[days // 3] = DayEntry(day(days // 3), pain=10)
    [ranges] = draw(series_of(*entries), layout).paths("ch-pain-range")
    tops = [numbers_of(bar)[2] for bar in ranges.split("M")[1:]]
    usual = max(set(tops), key=tops.count)
    assert sum(top < usual for top in tops) == 1
    scale = layout.tall / 10
    assert usual - min(tops) == pytest.approx(7 * scale, abs=0.2)


def test_the_worst_pain_of_a_week_is_kept() -> None:
    entries = [DayEntry(day(n), pain=3) for n in range(365)]
    entries[100] = DayEntry(day(100), pain=3, worst_pain=10)
    [whisker] = draw(series_of(*entries)).paths("ch-pain-whisker")
    _, foot, top = numbers_of(whisker)
    assert foot - top == pytest.approx(7 * NARROW.tall / 10 + 1, abs=0.2)


def test_a_year_is_drawn_in_weeks_on_a_phone_and_says_so() -> None:
    drawn = draw(full_series(365))
    assert "weekly range" in drawn.texts("ch-sign")
    [ranges] = drawn.paths("ch-pain-range")
    assert ranges.count("M") == 53


def test_all_24_places_fit_the_scale() -> None:
    drawn = draw(series_of(*(DayEntry(day(n), areas=AREA_CODES) for n in range(5))))
    assert "24" in drawn.texts("ch-figure")


def test_marks_carry_the_same_numbers_in_both_widths() -> None:
    events = tuple(DiaryEvent(day(n), ILLNESS) for n in range(0, 90, 6))
    series = full_series(90, events=events)

    def numbers(layout: Layout) -> set[int]:
        found: set[int] = set()
        drawn = draw(series, layout)
        for label in drawn.texts("ch-flag-event-text") + drawn.texts("ch-flag-change-text"):
            ends = [int(part) for part in label.split("–")]
            found |= set(range(ends[0], ends[-1] + 1))
        return found

    assert numbers(NARROW) == numbers(WIDE) == set(range(1, len(number_marks(series)) + 1))


def test_flags_that_would_overlap_share_one() -> None:
    events = tuple(DiaryEvent(day(n), ILLNESS) for n in (3, 4, 5, 60))
    labels = draw(full_series(90, events=events)).texts("ch-flag-event-text")
    assert labels == ["1–3", "5"]


def test_a_dose_change_points_its_way() -> None:
    arrows = draw(full_series(60)).paths("ch-arrow")
    assert len(arrows) == 1
    assert arrows[0].endswith("l4 7h-8z")


def test_events_of_one_day_share_a_mark_with_its_dose_change() -> None:
    events = (
        DiaryEvent(day(30), DOSE_CHANGE_BY_PRESCRIBER),
        DiaryEvent(day(30), ILLNESS),
    )
    [mark] = number_marks(full_series(60, events=events))
    assert mark.change is not None
    assert [event.kind for event in mark.events] == [DOSE_CHANGE_BY_PRESCRIBER, ILLNESS]


@pytest.mark.parametrize(("days", "limit_ms"), [(365, 40), (3650, 240)])
def test_drawing_is_quick(days: int, limit_ms: float) -> None:
    series = full_series(days)
    marks = number_marks(series)
    took = []
    for _ in range(3):
        begin = time.process_time()
        for layout in LAYOUTS:
            draw_timeline(series, marks, layout, "a", "t", "d")
        took.append((time.process_time() - begin) * 1000)
    # Four times what is promised for each width: other work may run on the machine.
    assert min(took) / len(LAYOUTS) < limit_ms
