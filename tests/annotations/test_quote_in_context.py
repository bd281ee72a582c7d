"""A quote is shown with whole words around it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from annotations.models import Annotation
from articles.models import Article

SENTENCE = "The factory that sews the label is rarely where the harm is; it is found in the field and the kiln."


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        (SENTENCE, "The factory", "", " that sews the label is rarely…"),
        (SENTENCE, "the kiln.", "…it is found in the field and ", ""),
        (SENTENCE, "is rarely where", "The factory that sews the label ", " the harm is; it is found in…"),
        (
            "从这里开始的一句话没有空格所以不能在词的边界上截断而只能在字之间截断这就是为什么这里没有任何空格可以使用的原因所在了",
            "截断而只能",
            "从这里开始的一句话没有空格所以不能在词的边界上",
            "在字之间截断这就是为什么这里没有任何空格可以使用的原因所在了",
        ),
    ],
)
def test_words_around_a_quote_are_whole(
    text: str,
    quote: str,
    before: str,
    after: str,
    reader: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
) -> None:
    annotation = annotate(reader, publish(f"<p>{text}</p>"), quote)
    assert (annotation.before, annotation.after) == (before, after)
