"""A medicine that is being added, between one page and the next.

It lies in the session on the server, not in the address: addresses end up in histories and logs.
"""

import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal

from flask import session, url_for

from app.clinical.substances import Form
from app.services.medicines.prescriptions import TakenProduct

_NAME = "medicine_draft"


@dataclass(frozen=True, slots=True)
class MedicineDraft:
    """What was said so far; empty texts are still to be said.

    Attributes:
        token: names this draft in its forms, so that two windows cannot be mixed up.
        brand: what the person calls a medicine of the catalogue, where that is a brand.
        for_setup: whether set-up goes on afterwards.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    for_setup: bool = False
    name: str = ""
    brand: str = ""
    substance: str = ""
    route: str = ""
    form: str = ""
    amount: str = ""
    unit: str = ""
    as_taken: dict[str, str] | None = None
    times_a_day: int = 0
    started_on: str = ""

    @property
    def product(self) -> TakenProduct | None:
        """What is taken, once that is known."""
        if not self.route:
            return None
        return TakenProduct(self.name, self.substance or None, self.route, Form(self.form))

    @property
    def dose(self) -> Decimal:
        return Decimal(self.amount)

    @property
    def start(self) -> date | None:
        """Since when it is taken."""
        return date.fromisoformat(self.started_on) if self.started_on else None


def begin_draft(*, for_setup: bool) -> MedicineDraft:
    """Start anew."""
    return _keep(MedicineDraft(for_setup=for_setup))


def load() -> MedicineDraft | None:
    """Return the medicine that is being added, if any."""
    stored = session.get(_NAME)
    return MedicineDraft(**stored) if isinstance(stored, dict) else None


def go_on(draft: MedicineDraft, **said: str | int | dict[str, str] | None) -> MedicineDraft:
    """Keep what was said on one page."""
    return _keep(replace(draft, **said))  # type: ignore[arg-type]  # the names are our own fields


def end_href(draft: MedicineDraft) -> str:
    """Return where the person goes on when the medicine is added, or not added after all."""
    if draft.for_setup:
        return url_for("setup.show_medicines", alone=False)
    return url_for("medicines.show")


def _keep(draft: MedicineDraft) -> MedicineDraft:
    session[_NAME] = asdict(draft)
    return draft
