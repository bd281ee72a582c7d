"""Search as it would be without an index: every text is looked through, one after the other, in plain Python."""

from collections.abc import Callable, Iterator
from itertools import chain

from django.contrib.auth.models import User

from annotations.models import Annotation
from articles.models import Article
from search.language import And, Field, Kind, Node, Not, Or, Words, period
from search.stems import stems, without_particle
from search.tokens import HANGUL, is_unspaced, looked_for, runs_of, tokens_of

Texts = list[list[str]]


class Scan:
    """All articles and annotations that somebody may see, and the words of all that there is."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.articles = list(Article.objects.visible_to(person).select_related("current"))
        self.annotations = list(Annotation.objects.visible_to(person).select_related("article", "author", "anchor"))
        self.stems: dict[str, set[str]] = {}
        for words, language in self._all_words():
            for word in words:
                for stem in stems(word, language) if word[0].isalnum() and not is_unspaced(word) else ():
                    self.stems.setdefault(stem, set()).add(word)
        self.languages = {stem[:2] for stem in self.stems}

    def _all_words(self) -> Iterator[tuple[list[str], str]]:
        for article in Article.objects.filter(current__isnull=False).select_related("current"):
            details = (article.headline, article.byline, article.outlet, article.current.text)  # type: ignore[union-attr]
            yield list(chain.from_iterable(map(tokens_of, details))), article.language
        for annotation in Annotation.objects.select_related("article"):
            yield tokens_of(annotation.exact) + tokens_of(annotation.note), annotation.article.language

    def find_articles(self, tree: Node) -> set[int]:
        return {article.pk for article in self.articles if self._holds(tree, self._of_article(article))}

    def find_passages(self, tree: Node) -> set[int]:
        return {
            mark.pk
            for mark in self.annotations
            if self._holds(tree, self._of_annotation(mark, tokens_of(mark.exact), tokens_of(mark.note)))
        }

    def find_notes(self, tree: Node) -> set[int]:
        """Return what the whole annotation says and its quote alone does not."""
        whole = {
            mark.pk
            for mark in self.annotations
            if self._holds(tree, self._of_annotation(mark, [*tokens_of(mark.exact), "|", *tokens_of(mark.note)], []))
        }
        return whole - self.find_passages(tree)

    def _of_article(self, article: Article) -> Callable[[Node, bool], bool]:
        assert article.current
        texts = [tokens_of(text) for text in (article.headline, article.current.text, article.byline, article.outlet)]

        def holds(leaf: Node, _is_wanted: bool) -> bool:
            match leaf:
                case Words():
                    return self._stands(leaf, texts)
                case Field("outlet", value):
                    return _in_a_row(looked_for(tuple(runs_of(value)), False)[0], False, texts[3])
                case Field("lang", value):
                    return article.language == value
                case Field("on", value):
                    first, last = period(value)  # type: ignore[misc]
                    return article.published_on is not None and first <= article.published_on <= last
            raise NotImplementedError(leaf)

        return holds

    def _of_annotation(self, mark: Annotation, quote: list[str], note: list[str]) -> Callable[[Node, bool], bool]:
        def holds(leaf: Node, is_wanted: bool) -> bool:
            match leaf:
                case Words():  # what is not wanted must not be in the note either
                    return self._stands(leaf, [quote] if is_wanted else [quote, note])
                case Field("outlet", value):
                    return _in_a_row(looked_for(tuple(runs_of(value)), False)[0], False, tokens_of(mark.article.outlet))
                case Field("lang", value):
                    return mark.article.language == value
                case Field("on", value):
                    first, last = period(value)  # type: ignore[misc]
                    return first <= mark.created_at.date() <= last
                case Field("by", value):
                    return mark.author.username == value
                case Field("is", "private"):
                    return mark.visibility == "private"
            raise NotImplementedError(leaf)

        return holds

    def _holds(self, node: Node, leaf: Callable[[Node, bool], bool], is_wanted: bool = True) -> bool:
        match node:
            case Not(inner):
                return not self._holds(inner, leaf, not is_wanted)
            case And(nodes):
                return all(self._holds(part, leaf, is_wanted) for part in nodes)
            case Or(nodes):
                return any(self._holds(part, leaf, is_wanted) for part in nodes)
        return leaf(node, is_wanted)

    def _stands(self, words: Words, texts: Texts) -> bool:
        runs = runs_of(words.text)
        forms = [runs]
        if words.kind is Kind.WORD and len(runs) == 1:
            if HANGUL.fullmatch(runs[0]):
                forms.append([without_particle(runs[0])])
            elif not is_unspaced(runs[0]):
                for language in self.languages:
                    for stem in stems(runs[0], language):
                        forms += [[word] for word in self.stems.get(stem, ())]
        return any(
            _in_a_row(*looked_for(tuple(form), words.kind is Kind.PREFIX), text) for form in forms for text in texts
        )


def _in_a_row(sought: list[str], begun: bool, tokens: list[str]) -> bool:
    for at in range(len(tokens) - len(sought) + 1):
        *before, last = tokens[at : at + len(sought)]
        if before == sought[:-1] and (last.startswith(sought[-1]) if begun else last == sought[-1]):
            return True
    return False
