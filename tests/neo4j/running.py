"""A server for a test: up and running, or a word why not."""

from __future__ import annotations

import signal
import threading

from needs import require
from server import Neo4jServer, ServerUnavailableError


def started(version: str, **settings: str) -> Neo4jServer:
    """A server of this version, up and running; the test skips, or fails where Neo4j is required, if none can be had."""
    if threading.current_thread() is threading.main_thread():
        # end like ^C on SIGTERM too (a time limit around the run), so that no server is left behind
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server = Neo4jServer(version, settings={key.replace("__", "."): value for key, value in settings.items()})
    except ServerUnavailableError as error:
        require("neo4j", False, str(error))
        raise
    return server.start()
