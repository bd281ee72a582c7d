"""The site's own settings, with the minimal views beside its addresses."""

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
