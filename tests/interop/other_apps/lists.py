"""Small lists in the form of known apps, and a short way to read one."""

from dataclasses import replace
from datetime import date, datetime, time

from app.interop.other_apps.choices import Choices
from app.interop.other_apps.listing import Listing
from app.interop.other_apps.outcome import ListResult
from app.interop.other_apps.questions import Questions, open_questions, settled
from app.interop.other_apps.read import read_listing
from app.interop.other_apps.recognise import recognised
from app.interop.tables.text import csv_table

TODAY = date(2026, 11, 30)
HERE = datetime.combine(TODAY, time(20, 30))
NEW_YORK = "America/New_York"

BEARABLE = """\
"date","date formatted","weekday","time of day","category","rating/amount","detail","notes"
"3rd Nov 2026","2026-11-03","Tuesday","am","Symptom","2","Neck pain (Moderate)","after work"
"3rd Nov 2026","2026-11-03","Tuesday","21:15","Symptom","4","Neck pain (Unbearable)",""
"3rd Nov 2026","2026-11-03","Tuesday","09:00","Meds/Supplements","5mg","Morphine",""
"3rd Nov 2026","2026-11-03","Tuesday","mid","Meds/Supplements","2 pills","Ibuprofen",""
"3rd Nov 2026","2026-11-03","Tuesday","pm","Mood","6","","calm"
"""
MIGRAINE_BUDDY = """\
"Date","Time Period","Description","Notes"
"No ongoing events recorded during this period.","","",""

"#","Started","Lasted","Start UTC Offset (min)","Geohash","Pain Level","Affected Activities",\
"Potential Triggers","Helpful Medication","Unhelpful Medication","Notes"
"1","11/14/26 22:10","03h 20m","-300","dr5r","8","Slept badly","Weather, Stress",\
"Sumatriptan","No medication","left side"
"2","11/20/26 07:05","01h 00m","-300","dr5r","0","","","","",""
"""
DAYLIO = """\
full_date,date,weekday,time,mood,activities,note_title,note
2026-11-05,November 5,Thursday,21:40,meh,"walk | rest","Legs","stiff after the walk"
"""
MEDTIMER = """\
Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)
11/6/26 3:00 AM;Tramadol;50 mg;11/6/26 3:04 AM;Pain;;with food;2026-11-06T03:00:00Z;\
2026-11-06T03:04:00Z
11/7/26 3:00 AM;Tramadol;50 mg;;Pain;;;2026-11-07T03:00:00Z;
"""
PAIN_TRACKER = (
    "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,Mood Impact,"
    'Missed Work Days,Notes\\n2026-11-08,07:45,6,"Lower Back; Left Thigh","Burning","",4,5,0,"cold"'
    '\\n2026-11-09,08:00,3,"","","",,,,""'
)
CLUSTER_LOGS = """\
start_time,end_time,intensity,medication,triggers,notes,barometric_pressure
2026-11-10 02:15:00,2026-11-10 03:00:00,9,"oxygen, sumatriptan",alcohol,woke up,1012.0
"""
CLUSTER_DOSES = """\
taken_at,medication,kind,amount,unit,duration_minutes,effectiveness,minutes_to_relief,attack_start_time
2026-11-10 02:20:00,Sumatriptan,abortive,6,mg,,helped,15,2026-11-10 02:15:00
"""
TRACK_AND_GRAPH = """\
FeatureName,Timestamp,Value,Label,Note
Pain,2026-11-11T20:10:00.000Z,7.0,,bad evening
Codeine,2026-11-11T20:15:00.000Z,30,,
Steps,2026-11-11T20:20:00.000Z,4012,,
"""
HEALTH_AUTO_EXPORT = """\
Date,Scheduled Date,Medication,Nickname,Dosage,Scheduled Dosage,Unit,Status,Archived,Codings
2026-11-12 08:00:00 -0500,2026-11-12 08:00:00 -0500,Oxycodone,,1.0,1.0,count,Taken,No,
2026-11-13 08:00:00 -0500,2026-11-13 08:00:00 -0500,Oxycodone,,1.0,1.0,count,Skipped,No,
2026-11-14 08:00:00 -0500,2026-11-14 08:00:00 -0500,Oxycodone,,,1.0,count,Not Logged,No,
"""
APPLE_HEALTH = """\
sep=,
type,sourceName,sourceVersion,productType,device,startDate,endDate,value
HKCategoryTypeIdentifierLowerBackPain,Health,1,iPhone,,2026-11-15 14:00:00 +0000,\
2026-11-15 14:00:00 +0000,HKCategoryValueSeveritySevere
HKCategoryTypeIdentifierLowerBackPain,Health,1,iPhone,,2026-11-16 14:00:00 +0000,\
2026-11-16 14:00:00 +0000,HKCategoryValueSeverityMild
"""
MANAGE_MY_PAIN = """\
Date,Time,Duration,Severity,Locations,Associated Symptoms,Characteristics,Aggravating Factors,\
Alleviating Factors,Ineffective Factors,Environment,Medication,Notes
2026-11-18,08:30,2 hours,6,"Lower Back",Nausea,Burning,Sitting,Heat,Walking,At work,none,woke up
2026-11-19,21:00,1 hour,4,Neck,,Aching,,,,At home,oxycodone 5 mg,
"""
REDCAP = """\
record_id,redcap_event_name,redcap_repeat_instance,diary_date,nrs_pain,diary_complete
p1,day_1_arm_1,1,2026-11-17,6,2
p2,day_1_arm_1,1,2026-11-17,9,2
"""


def listing_of(text: str, name: str = "list.csv") -> Listing:
    return recognised(csv_table(name, text.encode()))


def asked(listing: Listing, choices: Choices | None = None) -> Questions:
    """What is open once the list has settled what it can."""
    return open_questions(listing, settled(listing, choices or listing.suggested))


def read(listing: Listing, choices: Choices | None = None, time_zone: str = NEW_YORK) -> ListResult:
    said = settled(listing, choices or listing.suggested)
    outcome = read_listing(listing, said, time_zone, HERE)
    assert outcome.rows_read + len(outcome.unused_rows) == listing.line_count
    return outcome


def with_said(listing: Listing, **said: object) -> Choices:
    return replace(listing.suggested, **said)  # type: ignore[arg-type] # each test names real ones
