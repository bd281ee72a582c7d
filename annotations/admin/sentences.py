"""What moderators are asked and told about the annotations they decide about."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Decision


def question(verb: Decision.Verb, number: int) -> str:
    questions = {
        Decision.Verb.HIDE: ngettext("Hide %(number)d annotation?", "Hide %(number)d annotations?", number),
        Decision.Verb.RESTORE: ngettext("Restore %(number)d annotation?", "Restore %(number)d annotations?", number),
        Decision.Verb.DISMISS: ngettext(
            "Dismiss the flags of %(number)d annotation?", "Dismiss the flags of %(number)d annotations?", number
        ),
    }
    return questions[verb] % {"number": number}


def done(verb: Decision.Verb, number: int) -> str:
    sentences = {
        Decision.Verb.HIDE: ngettext(
            "%(number)d annotation is hidden: only its author still sees it, with your reason.",
            "%(number)d annotations are hidden: only their authors still see them, with your reason.",
            number,
        ),
        Decision.Verb.RESTORE: ngettext(
            "%(number)d annotation is shown again.", "%(number)d annotations are shown again.", number
        ),
        Decision.Verb.DISMISS: ngettext(
            "The flags of %(number)d annotation are settled, and it stands.",
            "The flags of %(number)d annotations are settled, and they stand.",
            number,
        ),
    }
    return sentences[verb] % {"number": number}


def too_late(number: int) -> str:
    return ngettext(
        "%(number)d annotation was left as it is: somebody else was quicker.",
        "%(number)d annotations were left as they are: somebody else was quicker.",
        number,
    ) % {"number": number}


def nothing(verb: Decision.Verb) -> str:
    return {
        Decision.Verb.HIDE: _("All of these are hidden already."),
        Decision.Verb.RESTORE: _("None of these is hidden."),
        Decision.Verb.DISMISS: _("None of these has open flags."),
    }[verb]
