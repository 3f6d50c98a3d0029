"""Deleting what has run out. Most of it goes by itself sooner or later; this makes sure when."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from app.db import begin_writing, empty_log
from app.models import ImportUndo, MailedCode, PendingImport, TryCount, WebSession
from app.services.archive.pending import PENDING_FOR, UNDO_FOR


def purge(session: Session, session_idle: timedelta, now: datetime) -> dict[str, int]:
    """Delete what has run out; return how many rows of each table. Commits."""
    begin_writing(session)
    run_out = {
        WebSession: or_(
            WebSession.expires_at <= now, WebSession.last_seen_at <= now - session_idle
        ),
        TryCount: TryCount.ends_at <= now,
        MailedCode: MailedCode.expires_at <= now,
        PendingImport: PendingImport.created_at <= now - PENDING_FOR,
        ImportUndo: ImportUndo.created_at <= now - UNDO_FOR,
    }
    deleted = {
        table.__tablename__: session.connection().execute(delete(table).where(is_over)).rowcount
        for table, is_over in run_out.items()
    }
    session.commit()
    empty_log(session)
    return deleted
