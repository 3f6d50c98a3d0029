"""A diary with one of each record, and every address that leads into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from flask import Flask, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.diary.example import example_diary
from app.interop.archive import Archive, write_archive
from app.models import (
    CheckIn,
    Dose,
    Event,
    Medicine,
    Person,
    Regimen,
    ShareLink,
    Submission,
    WebSession,
)
from app.services.archive import archive
from tests.cast.authenticator import ALICES
from tests.cast.people import NOW, database_of

DAY = "2026-03-10"


@dataclass(frozen=True)
class FilledDiary:
    """Alice's diary, with one of each record, and every address that leads into it."""

    app: Flask
    owner_id: int
    ids: dict[str, str]

    def addresses(self, endpoint: str) -> Iterator[tuple[str, bool]]:
        """Yield the endpoint's addresses, and whether they hold an id of Alice's."""
        for rule in self.app.url_map.iter_rules(endpoint):
            with self.app.test_request_context():
                given = rule.defaults or {}
                asked = rule.arguments - set(given)
                values = {name: self._value(rule, name) for name in asked}
                yield url_for(endpoint, **given, **values), bool(asked - {"day"})

    def _value(self, rule: Rule, name: str) -> str:
        return self.ids.get(f"{rule.endpoint}:{name}") or self.ids.get(
            f"{rule.endpoint.split('.')[0]}:{name}", self.ids.get(name, "")
        )

    def content(self) -> bytes:
        with database_of(self.app).reading() as session:
            person = session.get(Person, self.owner_id)
            assert person is not None
            links = session.execute(
                select(ShareLink.public_id, ShareLink.revoked_at).where(
                    ShareLink.person_id == person.id
                )
            ).all()
            return archive.export(session, person) + repr(links).encode()


def fill(app: Flask, owner_id: int) -> FilledDiary:
    """Write one of each record."""
    with database_of(app).writing() as session:
        return FilledDiary(app, owner_id, _write(session, owner_id))


def _write(session: Session, owner_id: int) -> dict[str, str]:
    person = session.get_one(Person, owner_id)
    archive.add_archive(session, person, Archive(example_diary(NOW.date())), NOW)
    content = write_archive(example_diary(NOW.date() - timedelta(days=400)))
    upload = archive.keep_upload(session, person, content, NOW)
    passkey = ALICES.row(owner_id)
    patch, link = worn_patch(owner_id), share_link(owner_id)
    key = Submission(person_id=owner_id, key="k" * 20, body_digest="d", answer="a", created_at=NOW)
    session.add_all([patch, link, key, other_device(owner_id), passkey])
    tablet = session.scalars(select(Medicine).where(Medicine.name == "oxycodone ER")).one()
    tablet.has_prescription = True
    first = tablet.regimens[0]
    first.amount, first.times = Decimal(10), ["08:00", "20:00"]
    new = Regimen(from_date=date(2026, 3, 1), amount=Decimal(15), unit="mg", times=first.times)
    tablet.regimens.append(new)
    session.commit()
    check_in, event = (first_id(session, table, owner_id) for table in (CheckIn, Event))
    return {
        "day": DAY,
        "from_day": "2026-03-01",
        "key": "k" * 20,
        "devices:device_id": "d" * 16,
        "doses:public_id": patch.public_id,
        "patches:public_id": patch.public_id,
        "medicine_id": tablet.public_id,
        "medicines:public_id": tablet.public_id,
        "medicine_course:public_id": tablet.public_id,
        "undo_change:public_id": tablet.public_id,
        "opioid_question:public_id": tablet.public_id,
        "medicine_dose:public_id": tablet.public_id,
        "learn:slug": "stay-safe",
        "passkeys:public_id": passkey.public_id,
        "share:public_id": link.public_id,
        "archive:public_id": upload,
        "lists:public_id": upload,
        **{
            f"entries.{verb}_{kind}:public_id": public_id
            for verb in ("change", "delete", "show_change", "show_delete")
            for kind, public_id in (("check_in", check_in), ("event", event))
        },
    }


def first_id(session: Session, table: type[CheckIn | Event], owner_id: int) -> str:
    return session.scalars(select(table.public_id).where(table.person_id == owner_id)).first() or ""


def other_device(owner_id: int) -> WebSession:
    return WebSession(
        id_hash="d" * 64,
        person_id=owner_id,
        browser="Firefox on an Android device",
        created_at=NOW,
        last_seen_at=NOW,
        expires_at=NOW + timedelta(days=90),
    )


def worn_patch(owner_id: int) -> Dose:
    return Dose(
        person_id=owner_id,
        medication="fentanyl",
        route="transdermal",
        amount=Decimal(25),
        unit="mcg/h",
        taken_at=NOW - timedelta(hours=20),
        taken_at_local=datetime(2026, 3, 10, 19, 30),  # noqa: DTZ001 - the person's clock
        time_zone="America/New_York",
        recorded_at=NOW,
    )


def share_link(owner_id: int) -> ShareLink:
    return ShareLink(
        person_id=owner_id,
        token_hash="0" * 64,
        first_date=NOW.date(),
        last_date=NOW.date(),
        sections=["chart"],
        created_at=NOW,
        expires_at=NOW + timedelta(days=7),
    )
