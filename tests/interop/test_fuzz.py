"""Whatever bytes come in, the answer is a diary or an `ArchiveError`, and never anything else."""

import contextlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diary.lossless import LosslessDiary
from app.interop.archive import ArchiveError, read_archive
from app.interop.lossless_read import from_json
from app.interop.lossless_write import to_json
from app.interop.uploads import look_into
from app.trends.figures.exposure import daily_mme
from tests.interop.samples import SAMPLE, changed, few, lossless_diaries, many, zipped

pytestmark = pytest.mark.slow

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
odd_cells = st.sampled_from(
    [
        "",
        "0",
        "11",
        "-3",
        "nan",
        "1e999",
        "2023-02-30",
        "2026-03-01",
        "0000-00-00",
        "9" * 400,
        "mg",
        "oral",
        "neck;;neck",
        "=1+1",
        '"',
        "'",
        "\r",
        "\t",
        "\ufeff",
        "\u2028",
        "١",
    ]
)


def reads_or_refuses(content: bytes) -> None:
    with contextlib.suppress(ArchiveError):
        look_into("any.zip", content)
    with contextlib.suppress(ArchiveError):
        diary = read_archive(content).diary
        for dose in diary.doses:
            daily_mme(diary, dose.taken_at_local.date(), dose.taken_at_local.date())


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Cut, overwrite, repeat or insert a few bytes."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(damaged) + 1)
        match chance.randrange(4):
            case 0:
                del damaged[at:]
            case 1:
                damaged[at : at + 1] = bytes([chance.randrange(256)])
            case 2:
                damaged[at:at] = damaged[at : at + chance.randrange(40)]
            case _:
                damaged[at:at] = chance.choice([b"\0", b"\xff", b'"', b",", b"\n", b"\r", b";"])
    return bytes(damaged)


@given(st.binary(max_size=300))
@few
def test_any_bytes(content: bytes) -> None:
    reads_or_refuses(content)


@given(st.sampled_from(sorted(SAMPLE)), st.randoms(use_true_random=False))
@many
def test_a_spoilt_file(name: str, chance: random.Random) -> None:
    reads_or_refuses(zipped(changed(name, spoilt(SAMPLE[name], chance))))


@given(st.randoms(use_true_random=False))
@many
def test_a_spoilt_zip(chance: random.Random) -> None:
    reads_or_refuses(spoilt(zipped(SAMPLE), chance))


@given(st.sampled_from(["entries.csv", "doses.csv", "events.csv"]), st.data())
@many
def test_odd_cells(name: str, data: st.DataObject) -> None:
    header = SAMPLE[name].split(b"\r\n")[0].decode()
    cells = data.draw(st.lists(odd_cells, min_size=1, max_size=header.count(",") + 2))
    reads_or_refuses(zipped(changed(name, f"{header}\n{','.join(cells)}\n".encode())))


@given(st.sampled_from(["profile.json", "diary.json"]), json_values)
@few
def test_any_json(name: str, value: object) -> None:
    reads_or_refuses(zipped(changed(name, json.dumps(value).encode())))


@given(lossless_diaries, json_values, st.randoms(use_true_random=False))
@few
def test_a_lossless_diary_with_one_field_changed(
    diary: LosslessDiary, value: object, chance: random.Random
) -> None:
    content = json.loads(to_json(diary))
    place = content
    while True:
        key = chance.choice(list(place) if isinstance(place, dict) else list(range(len(place))))
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or chance.random() < 0.2:
            break
        place = inner
    place[key] = value
    with contextlib.suppress(ArchiveError):
        from_json(json.dumps(content).encode())
