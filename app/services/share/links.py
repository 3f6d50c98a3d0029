"""Links that show a chosen part of a diary to a provider, without an account.

A link is opened by a code of 32 bytes. Only the code's hash is stored, so the database opens
nothing; the code itself is in the address behind the `#`, which browsers keep to themselves.
"""

import hashlib
import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import begin_writing
from app.models import Person, ShareLink, ShareOpening
from app.services.account.sessions import hash_of, new_token
from app.services.errors import NotFound
from app.services.owner import Owner, owner_of
from app.services.share.codes import read_code
from app.services.share.terms import Section, Terms
from app.services.submissions import SubmissionKey, once
from app.services.typed_codes import LETTERS

LIFETIMES_DAYS = (1, 7, 30)
VIEW_LASTS_MINUTES = 30
VIEW_LASTS = timedelta(minutes=VIEW_LASTS_MINUTES)
_BASE_32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=", LETTERS + " ")


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link as its owner sees it; times are instants in UTC."""

    public_id: str
    terms: Terms
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    times_opened: int
    last_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that was just opened: its public id and the cookie that shows the page again."""

    public_id: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What an opened link shows, and whose diary it is."""

    person: Owner
    terms: Terms
    expires_at: datetime


def is_open(link: ListedLink | ShareLink, now: datetime) -> bool:
    """Tell whether a link still shows anything."""
    return link.revoked_at is None and now < link.expires_at


def make_code(secret_key: str, person_id: int, sent: SubmissionKey, seed: str) -> str:
    """Return the code of a link: 32 bytes that only this form and this server can make.

    The same sending gives the same code, so a double tap shows it again although it is not
    stored. `seed` is random, stands only in the form, and is not stored either.
    """
    parts = f"share:{person_id}:{sent.key}:{seed}".encode()
    digest = hmac.new(secret_key.encode(), parts, hashlib.sha256).digest()
    return b32encode(digest).decode().translate(_BASE_32).strip()


def create(
    session: Session,
    person: Owner,
    terms: Terms,
    lifetime_days: int,
    code: str,
    sent: SubmissionKey,
    now: datetime,
) -> ListedLink:
    """Make a link and return it; the same sending again gives the first link.

    Raises:
        KeyReused: the form was sent before with other choices.
    """

    def work() -> str:
        link = ShareLink(
            person_id=person.id,
            token_hash=hash_of(code),
            shown_name=terms.shown_name,
            first_date=terms.first,
            last_date=terms.last,
            sections=sorted(terms.sections),
            questions=terms.questions,
            created_at=now,
            expires_at=now + timedelta(days=lifetime_days),
        )
        session.add(link)
        session.flush()
        return link.public_id

    return find_link(session, person, once(session, person.id, sent, now, work).answer)


def has_code(session: Session, person: Owner, public_id: str, code: str) -> bool:
    """Tell whether `code` opens the person's own link."""
    return hmac.compare_digest(_own(session, person, public_id).token_hash, hash_of(code))


def links_of(session: Session, person: Owner) -> list[ListedLink]:
    """Return the person's links, the newest first."""
    links = session.scalars(
        select(ShareLink)
        .where(ShareLink.person_id == person.id)
        .order_by(ShareLink.created_at.desc(), ShareLink.id.desc())
    )
    openings = _openings(session, person)
    return [_link(link, *openings.get(link.id, (0, None))) for link in links]


def find_link(session: Session, person: Owner, public_id: str) -> ListedLink:
    """Return one link of the person.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    link = _own(session, person, public_id)
    return _link(link, *_openings(session, person).get(link.id, (0, None)))


def revoke(session: Session, person: Owner, public_id: str, now: datetime) -> None:
    """End a link at once, even on pages that are open; ending it again changes nothing.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    begin_writing(session)
    link = _own(session, person, public_id)
    link.revoked_at = link.revoked_at or now
    session.commit()


def open_link(session: Session, typed: str, now: datetime) -> Opened | None:
    """Open the link that the typed code belongs to, and count the opening; None for other codes.

    An unknown, altered, expired or revoked code takes the same single look-up.
    """
    link = session.scalar(
        select(ShareLink).where(ShareLink.token_hash == hash_of(read_code(typed)))
    )
    if link is None or not is_open(link, now):
        return None
    begin_writing(session)
    session.refresh(link)
    if not is_open(link, now):
        return None
    cookie = new_token()
    session.add(
        ShareOpening(
            share_link_id=link.id,
            cookie_hash=hash_of(cookie),
            opened_at=now,
            shown_until=now + VIEW_LASTS,
        )
    )
    session.commit()
    return Opened(link.public_id, cookie)


def view(session: Session, public_id: str, cookie: str, now: datetime) -> Shown | None:
    """Return what an opened link shows now; None once the view or the link is over."""
    row = session.execute(
        select(ShareLink, ShareOpening, Person)
        .join(ShareOpening, ShareOpening.share_link_id == ShareLink.id)
        .join(Person, Person.id == ShareLink.person_id)
        .where(ShareOpening.cookie_hash == hash_of(cookie), ShareLink.public_id == public_id)
    ).one_or_none()
    if row is None:
        return None
    link, opening, person = row
    if now >= opening.shown_until or not is_open(link, now):
        return None
    return Shown(owner_of(person), _terms(link), link.expires_at)


def _own(session: Session, person: Owner, public_id: str) -> ShareLink:
    link = session.scalar(
        select(ShareLink).where(ShareLink.public_id == public_id, ShareLink.person_id == person.id)
    )
    if link is None:
        raise NotFound
    return link


def _openings(session: Session, person: Owner) -> dict[int, tuple[int, datetime | None]]:
    counted = session.execute(
        select(ShareOpening.share_link_id, func.count(), func.max(ShareOpening.opened_at))
        .join(ShareLink, ShareLink.id == ShareOpening.share_link_id)
        .where(ShareLink.person_id == person.id)
        .group_by(ShareOpening.share_link_id)
    )
    return {link_id: (times, last) for link_id, times, last in counted}


def _terms(link: ShareLink) -> Terms:
    return Terms(
        first=link.first_date,
        last=link.last_date,
        sections=frozenset(map(Section, link.sections)),
        shown_name=link.shown_name,
        questions=link.questions,
    )


def _link(link: ShareLink, times_opened: int, last_opened_at: datetime | None) -> ListedLink:
    return ListedLink(
        public_id=link.public_id,
        terms=_terms(link),
        created_at=link.created_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        times_opened=times_opened,
        last_opened_at=last_opened_at,
    )
