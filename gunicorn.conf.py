"""How the server runs: `make run` reads it."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Two processes for two cores; threads wait for the disk side by side.
workers = 2
threads = 4
# Loaded once, then forked: the settings are read and refused before anyone is served.
preload_app = True
# Long enough for a ten-year export on a slow disk.
timeout = 60
graceful_timeout = 30
# Addresses hold dates of a diary; they belong in no log.
accesslog = None
loglevel = "warning"
