"""What was said of unknown medicines travels with the diary, in both forms of the archive."""

import json
from dataclasses import replace

import pytest

from app.diary.lossless import LosslessDiary, to_diary
from app.diary.opioid_answers import OpioidAnswers
from app.interop.archive import ArchiveError, read_archive, write_archive
from app.services.archive.merge import additions
from tests.cast.people import NOW
from tests.interop.samples import zipped
from tests.interop.test_round_trip import PERSON, files_of

SAID = OpioidAnswers.of({"Study Medicine A": "yes", "heat rub": "no", "the white one": "not_sure"})
DIARY = LosslessDiary(replace(PERSON, opioid_answers=SAID))


def test_both_forms_of_the_archive_keep_the_answers() -> None:
    read = read_archive(write_archive(DIARY))
    assert read.lossless == DIARY
    plain = {n: c for n, c in files_of(write_archive(DIARY)).items() if n != "diary.json"}
    assert read_archive(zipped(plain)).diary.opioid_answers == SAID
    assert to_diary(DIARY).opioid_answers == SAID


def test_without_an_answer_profile_json_is_that_of_the_common_form() -> None:
    profile = json.loads(files_of(write_archive(LosslessDiary(PERSON)))["profile.json"])
    assert set(profile) == {"original_locations", "opioid_start", "condition"}


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ('{"tea": "perhaps"}', '"perhaps" is not one of yes, no, not_sure.'),
        ('{"tea": 1}', "There should be text here."),
        ('{" ": "yes"}', "A name is missing."),
        ('["tea"]', "There should be an object here."),
    ],
)
def test_an_answer_that_is_none_is_refused_with_its_place(answers: str, sentence: str) -> None:
    files = {n: c for n, c in files_of(write_archive(DIARY)).items() if n != "diary.json"}
    files["profile.json"] = f'{{"opioid_answers": {answers}}}'.encode()
    with pytest.raises(ArchiveError) as refused:
        read_archive(zipped(files))
    assert sentence in str(refused.value)


def test_what_the_person_said_here_stays_when_a_diary_is_brought_in() -> None:
    mine = OpioidAnswers.of({"heat rub": "not_sure"})
    known = LosslessDiary(replace(PERSON, opioid_answers=mine))
    added = additions(known, read_archive(write_archive(DIARY)), NOW)
    assert added.person.opioid_answers == OpioidAnswers.of(SAID.plain() | {"heat rub": "not_sure"})
