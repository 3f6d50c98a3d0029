"""The timeline once more, as a figure for the chart library in the browser.

The figure says what stands where; colours are the page's own and are put in by `trends.js`,
which reads the token named in each trace's `meta`. Nothing of the library's default look is sent.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import plotly.graph_objects as go

from app.clinical.scales import HIGHEST_SCORE
from app.trends.figures.series import DayRow, DaySeries
from app.web.trends.charts.axes import area_end, round_end
from app.web.trends.charts.explored import TRACES
from app.web.trends.charts.marks import Mark

PLOT_HEIGHT = 640
# Shares of the height from the ground: pain, daily amount, touch, places, and the numbers on top.
DOMAINS = ((0.62, 0.96), (0.38, 0.55), (0.19, 0.31), (0.0, 0.12), (0.96, 1.0))
HEADINGS = (
    "Pain, 0–10",
    "Opioid a day, MME",
    "Pain from touch, 0–10",
    "Number of sore places",
)
DAY_MS = 24 * 60 * 60 * 1000


def figure_json(series: DaySeries, marks: Sequence[Mark], labels: Sequence[str]) -> str:
    """Return the timeline as the JSON of a figure.

    Args:
        series: the days to draw.
        marks: from `number_marks(series)`.
        labels: what each mark is, in words.
    """
    traces = [*_traces(series.rows), _flags(marks, labels)]
    figure = go.Figure(data=traces, layout=_layout(series, marks))
    return str(figure.to_json(validate=False))


def _traces(rows: Sequence[DayRow]) -> list[go.Scatter | go.Bar]:
    days = [row.for_date.isoformat() for row in rows]
    return [
        (go.Bar if trace.is_bar else go.Scatter)(
            x=days,
            y=[trace.read(row) for row in rows],
            text=[trace.words(row) for row in rows],
            name=trace.name,
            **trace.looks,
        )
        for trace in TRACES
    ]


def _flags(marks: Sequence[Mark], labels: Sequence[str]) -> go.Scatter:
    return go.Scatter(
        x=[mark.for_date.isoformat() for mark in marks],
        # Neighbours stand on two lines, so that 1 and 2 are not read as 12.
        y=[0.2 if mark.number % 2 else 0.8 for mark in marks],
        yaxis="y5",
        meta="--ink",
        mode="text",
        name="What happened",
        text=[str(mark.number) for mark in marks],
        customdata=list(labels),
        cliponaxis=False,
    )


def _layout(series: DaySeries, marks: Sequence[Mark]) -> go.Layout:
    return go.Layout(
        template=go.layout.Template(),
        height=PLOT_HEIGHT,
        margin={"l": 36, "r": 10, "t": 6, "b": 42},
        showlegend=False,
        # One finger scrolls the page; the buttons beside the figure zoom.
        dragmode=False,
        # The library's own label is wider than a phone, and takes in events of days nearby:
        # `trends.js` writes one from each trace's `text` and the flags' `customdata`.
        hovermode=False,
        bargap=0.2,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13},
        xaxis=_time_axis(series),
        **_figure_axes(series.rows),
        yaxis5={"domain": DOMAINS[4], "range": [0, 1], "visible": False, "fixedrange": True},
        annotations=[_heading(words, DOMAINS[n][1]) for n, words in enumerate(HEADINGS)],
        shapes=_lines(marks),
    )


def _time_axis(series: DaySeries) -> dict[str, object]:
    half_a_day = timedelta(hours=12)
    begin = datetime.combine(series.first, time()) - half_a_day
    end = datetime.combine(series.last, time()) + half_a_day
    return {
        "type": "date",
        "range": [begin.isoformat(), end.isoformat()],
        "anchor": "y4",
        "showgrid": False,
        "tickformatstops": [
            {"dtickrange": [None, DAY_MS * 27], "value": "%-d %b\n%Y"},
            {"dtickrange": [DAY_MS * 27, "M6"], "value": "%b\n%Y"},
            {"dtickrange": ["M6", None], "value": "%b %Y"},
        ],
    }


def _figure_axes(rows: Sequence[DayRow]) -> dict[str, dict[str, object]]:
    ends = {
        "yaxis": float(HIGHEST_SCORE),
        "yaxis2": round_end(max(row.mme_per_day or 0.0 for row in rows)),
        "yaxis3": float(HIGHEST_SCORE),
        "yaxis4": area_end(max(row.area_count or 0 for row in rows)),
    }
    return {
        name: _figure_axis(end, domain)
        for (name, end), domain in zip(ends.items(), DOMAINS[:-1], strict=True)
    }


def _figure_axis(end: float, domain: tuple[float, float]) -> dict[str, object]:
    return {
        "domain": domain,
        "range": [0, end * 1.05],
        "tickvals": [0, end / 2, end],
        "fixedrange": True,
        "zeroline": False,
        "anchor": "x",
    }


def _heading(words: str, top: float) -> dict[str, object]:
    return {
        # Not as <b>: the library writes that as a style attribute, which our headers forbid.
        "text": words,
        "font": {"weight": 600},
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -36,
        "y": top,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 5,
        "showarrow": False,
    }


def _lines(marks: Sequence[Mark]) -> list[dict[str, object]]:
    """Return all lines of a kind as one shape: a hundred shapes would be slow to build."""
    kinds = (
        ("dash", [mark for mark in marks if mark.change]),
        ("dot", [mark for mark in marks if not mark.change]),
    )
    return [
        {
            "type": "path",
            # Through the panels, not through the headings between them.
            "path": "".join(
                f"M{mark.for_date},{ground}L{mark.for_date},{top}"
                for mark in some
                for ground, top in DOMAINS[:-1]
            ),
            "yref": "paper",
            "layer": "below",
            "line": {"width": 1, "dash": dash},
        }
        for dash, some in kinds
        if some
    ]
