"""What must be in order before the site opens; each refusal is one sentence for the person who starts it."""

import socket
from errno import EADDRINUSE
from threading import Thread
from time import sleep

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# A page takes milliseconds, and Python runs one at a time; the other threads are for those who send slowly.
THREADS = 16
SECONDS_TO_FINISH = 10


def free_address(host: str, port: int) -> str:
    """Return the numeric address of `host`, on which `port` is free; raise ImproperlyConfigured otherwise."""
    try:
        kinds = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as problem:
        raise ImproperlyConfigured(f"HOST must be an address of this machine, not {host!r}.") from problem
    family, kind, protocol, _, address = kinds[0]
    try:
        with socket.socket(family, kind, protocol) as probe:
            # As servers do, so that connections that ended a moment ago do not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        if problem.errno == EADDRINUSE:
            raise ImproperlyConfigured(
                f"Port {port} on {host} is taken. Stop what uses it, or choose another: PORT={port % 65535 + 1}"
            ) from problem
        raise ImproperlyConfigured(f"Port {port} on {host} cannot be used: {problem.strerror}.") from problem
    return str(address[0])


def refuse_unreachable_database() -> None:
    """Raise ImproperlyConfigured where the database cannot be opened or is not one."""
    try:
        connection.ensure_connection()
        connection.introspection.table_names()
    except Error as problem:
        name = connection.settings_dict["NAME"]
        raise ImproperlyConfigured(f"The database {name} cannot be used: {' '.join(str(problem).split())}") from problem


def refuse_unmigrated_database() -> None:
    """Raise ImproperlyConfigured where the database is older than the site."""
    migrations = MigrationExecutor(connection)
    if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
        raise ImproperlyConfigured("The database is older than the site. First run: manage.py migrate")


def serve(address: str) -> None:
    """Run the web server until Ctrl-C or SIGTERM, and let it finish the requests it has by then."""
    connections.close_all()  # the server forks, and a connection must not be shared
    server = Granian(
        "newsroom.worker:application",
        address=address,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=settings.WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,  # the longest there is: each thread keeps its database connection
        workers_kill_timeout=SECONDS_TO_FINISH,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    server.on_startup(Thread(target=_announce, args=[address], daemon=True).start)
    server.serve()


def _announce(address: str) -> None:
    """Print where the site is as soon as somebody answers there."""
    while True:
        try:
            socket.create_connection((address, settings.PORT), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            print(f"{settings.SITE_NAME} is open at {settings.SITE_URL} (Ctrl-C closes it)", flush=True)
            return
