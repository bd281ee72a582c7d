"""The entry point for the workers of our own server.

Ctrl-C reaches all processes in the terminal. A worker that heeds it may be gone before its server knows why, and would
be told to have failed; so it is left to the server, which then closes its workers.
"""

import signal

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

from newsroom.wsgi import application  # noqa: E402

__all__ = ["application"]
