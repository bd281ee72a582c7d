"""Runs `manage.py serve` for one test after the other. To load Django takes a second, so it is done once, here.

Each line of the input is a command, answered by a line: "start" forks a process of its own, as fresh as any, which
becomes the server; "stop" ends it. At the end of the input it is ended, too.
"""

import os
import signal
import sys
from importlib import import_module

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.conf import settings

    import_module(settings.ROOT_URLCONF)
    server = 0
    for command in sys.stdin:
        if server:
            os.kill(server, signal.SIGTERM)
            os.waitpid(server, 0)
            server = 0
        if command.strip() == "start":
            server = os.fork() or serve()
        print("done", flush=True)
    if server:
        os.kill(server, signal.SIGTERM)


def serve() -> int:
    from django.core.management import call_command

    sys.stdin.close()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        call_command("serve")
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
