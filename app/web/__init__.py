"""All that knows HTTP."""

from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined

from app.config import Config
from app.db import Database
from app.mail import outbox_of
from app.services.account.passwords import Passwords
from app.services.account.throttle import Throttle
from app.web.account import (
    address,
    devices,
    passkeys,
    proof,
    recovery_codes,
    reset,
    settings,
    sign_up_code,
)
from app.web.account import views as account
from app.web.advisory import views as advisory
from app.web.archive import list_views as lists
from app.web.archive import views as archive
from app.web.diary import changes as entries
from app.web.diary import history, phone_zone, today
from app.web.example import views as example
from app.web.kit import (
    access,
    compression,
    errors,
    headers,
    login,
    server_pages,
    tokens,
    transaction,
)
from app.web.kit.assets import asset, has_asset
from app.web.kit.body_map import BODY_DRAWING
from app.web.kit.drawn_once import drawn_once
from app.web.kit.sessions import ServerSessions
from app.web.medicines import add as medicine_add
from app.web.medicines import add_dose as medicine_dose
from app.web.medicines import course as medicine_course
from app.web.medicines import dose_log as doses
from app.web.medicines import happened, new_doses, patches, undo_change
from app.web.medicines import opioid as opioid_question
from app.web.medicines import unknown as medicine_unknown
from app.web.medicines import views as medicines
from app.web.reading import help_now, learn
from app.web.setup import views as setup
from app.web.share import opened as share_view
from app.web.share import views as share
from app.web.trends import views as trends

FEATURES = (
    account,
    address,
    advisory,
    archive,
    devices,
    doses,
    entries,
    example,
    happened,
    help_now,
    history,
    learn,
    lists,
    medicine_add,
    medicine_course,
    medicine_dose,
    medicine_unknown,
    medicines,
    new_doses,
    opioid_question,
    passkeys,
    patches,
    phone_zone,
    proof,
    recovery_codes,
    reset,
    server_pages,
    settings,
    setup,
    share,
    share_view,
    sign_up_code,
    today,
    trends,
    undo_change,
)


def init(app: Flask, config: Config, database: Database) -> None:
    """Attach the web to the app."""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SECRET_KEY_FALLBACKS=list(config.secret_key_fallbacks),
        # A forged Host must not end up in a link that somebody is sent.
        TRUSTED_HOSTS=[urlsplit(config.public_url).hostname] if config.public_url else None,
        MAX_CONTENT_LENGTH=config.request_max_bytes,
        # A form left open must not expire before the session does.
        WTF_CSRF_TIME_LIMIT=None,
        # The check reads Referer, which our own Referrer-Policy holds back.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.extensions["passwords"] = Passwords(config.password_cost)
    app.extensions["outbox"] = outbox_of(config)
    app.extensions["throttle"] = Throttle(config.secret_key)
    app.session_interface = ServerSessions(config)
    headers.init(app, config)
    compression.init(app)
    transaction.init(app, database, login.hold_session)
    login.init(app)
    tokens.init(app)
    errors.init(app)
    access.public(app.view_functions["static"])
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
    access.refuse_undeclared(app)
    _prepare_templates(app)


def _prepare_templates(app: Flask) -> None:
    """Let templates see what their view hands over, and six names more."""
    app.template_context_processors.clear()
    app.jinja_env.globals = {
        "url_for": app.url_for,
        "asset": asset,
        "has_asset": has_asset,
        "body_drawing": BODY_DRAWING,
        "zip": zip,
        "drawn_once": drawn_once,
    }
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
