"""The two groups that every installation begins with; afterwards they are for its administrators to shape."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

# Nobody deletes articles, annotations or themes: they are withdrawn, hidden and merged, and nothing is lost.
GROUPS = {
    "Editors": {
        "articles": ["add_article", "change_article", "view_article", "add_source", "view_source", "view_revision"],
        # Where a correction changed the words under a reader's annotation, they may say where it belongs.
        "annotations": ["change_anchor"],
    },
    "Moderators": {
        "annotations": [
            *("view_annotation", "change_annotation", "change_anchor"),
            *("view_flag", "change_flag"),
            *("view_decision", "add_decision"),
            *("view_theme", "add_theme", "change_theme"),
        ],
    },
}


def make_groups(using: str, **signal: Any) -> None:
    """Make each group that does not exist, after a migration; one that exists is left as its staff want it."""
    from django.contrib.auth.models import Group, Permission

    for name, permissions in GROUPS.items():
        group, is_new = Group.objects.using(using).get_or_create(name=name)
        if not is_new:
            continue
        for app, codenames in permissions.items():
            # Django makes permissions after this, too late for a group's first members.
            create_permissions(apps.get_app_config(app), verbosity=0, using=using)
            group.permissions.add(
                *Permission.objects.using(using).filter(content_type__app_label=app, codename__in=codenames)
            )
