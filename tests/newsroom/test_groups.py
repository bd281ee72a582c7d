"""Every installation begins with two groups, and its administrators' changes to them stand."""

from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command


def test_editors_may_work_on_articles_but_not_delete_them(editor: User) -> None:
    assert editor.has_perms(["articles.add_article", "articles.change_article", "articles.view_source"])
    assert not editor.has_perm("articles.delete_article")
    assert not editor.has_perm("annotations.change_annotation")


def test_moderators_may_work_on_annotations_and_themes(moderator: User) -> None:
    assert moderator.has_perms(["annotations.change_annotation", "annotations.view_flag", "annotations.change_theme"])
    assert not moderator.has_perm("annotations.delete_annotation")
    assert not moderator.has_perm("articles.change_article")


def test_both_may_say_where_an_annotation_belongs(editor: User, moderator: User) -> None:
    assert editor.has_perm("annotations.change_anchor")
    assert moderator.has_perm("annotations.change_anchor")
    assert not editor.has_perm("annotations.change_annotation")


def test_what_an_administrator_changed_stands_after_the_next_migration(db: None) -> None:
    editors = Group.objects.get(name="Editors")
    editors.permissions.set(Permission.objects.filter(codename="view_article"))

    call_command("migrate", verbosity=0)

    assert [permission.codename for permission in editors.permissions.all()] == ["view_article"]


def test_a_missing_group_is_made_again(db: None) -> None:
    Group.objects.get(name="Moderators").delete()

    call_command("migrate", verbosity=0)

    assert Group.objects.get(name="Moderators").permissions.filter(codename="change_flag").exists()
