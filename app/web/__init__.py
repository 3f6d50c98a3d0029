"""All that knows HTTP."""

from flask import Flask
from jinja2 import StrictUndefined

from app.config import Config
from app.db import Database
from app.services.passwords import Passwords
from app.web import (
    access,
    account,
    advisory,
    archive,
    doses,
    entries,
    errors,
    example,
    headers,
    help,  # noqa: A004 - the feature's word, on every storey
    history,
    learn,
    login,
    medicine_add,
    medicine_course,
    medicine_dose,
    medicines,
    patches,
    settings,
    setup,
    share,
    share_view,
    today,
    tokens,
    transaction,
    trends,
)
from app.web.assets import asset
from app.web.body_map import BODY_DRAWING
from app.web.sessions import ServerSessions

FEATURES = (
    account,
    advisory,
    archive,
    doses,
    entries,
    example,
    help,
    history,
    learn,
    medicine_add,
    medicine_course,
    medicine_dose,
    medicines,
    patches,
    settings,
    setup,
    share,
    share_view,
    today,
    trends,
)


def init(app: Flask, config: Config, database: Database) -> None:
    """Attach the web to the app."""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SECRET_KEY_FALLBACKS=list(config.secret_key_fallbacks),
        MAX_CONTENT_LENGTH=config.request_max_bytes,
        # A form left open must not expire before the session does.
        WTF_CSRF_TIME_LIMIT=None,
        # The check reads Referer, which our own Referrer-Policy holds back.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=asset, body_drawing=BODY_DRAWING)
    app.extensions["passwords"] = Passwords(config.password_cost)
    app.session_interface = ServerSessions(config)
    headers.init(app, config)
    transaction.init(app, database)
    login.init(app)
    tokens.init(app)
    errors.init(app)
    access.public(app.view_functions["static"])
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
    access.refuse_undeclared(app)
