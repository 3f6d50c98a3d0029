"""How the server runs: `make run` reads it."""

import gc
import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Two processes for two cores; threads wait for the disk side by side.
workers = 2
# Many more than there is work for: a slow phone holds a thread while its request trickles in.
threads = 32
worker_class = "app.server.Worker"
# Each process has a queue of its own, so that none gets all the connections.
reuse_port = True
control_socket_disable = True
# Loaded once, then forked: the settings are read and refused before anyone is served.
preload_app = True
# Long enough for a ten-year export on a slow disk.
timeout = 60
graceful_timeout = 30
# Addresses hold dates of a diary; they belong in no log.
accesslog = None
loglevel = "warning"


def worker_exit(server: object, worker: Any) -> None:  # noqa: ANN401 - gunicorn publishes no types
    """Close the database, so that SQLite empties its log: deleted text must not stay in it."""
    del server
    worker.wsgi.extensions["database"].engine.dispose()


def when_ready(server: object) -> None:
    """Exclude what has been loaded so far from later garbage collections, before the fork.

    Reading a diary of ten years makes enough objects for 300 collections, and the longest of them
    walk through all loaded modules as well: 280 ms of CPU in one request, 75 ms without those.
    """
    del server
    gc.freeze()
