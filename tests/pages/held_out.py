"""The layouts that were written and first read after the rules had been made."""

# ruff: noqa: E501 -- markup reads better unbroken

from .furniture import comments, cookies, footer, head, json_ld, nav, newsletter, page, share, teaser_cards, teaser_list
from .stories import Story

QUESTION = "And what happened then?"
NOTES = ("The figures are those of the office, of May.", "Interview with the author, by telephone.")


def listicle(story: Story) -> str:
    """Numbered headings, a picture and a paragraph each."""

    # ruff: noqa: E501 -- markup reads better unbroken
    entries = "".join(f'<div class="item"><span class="no">{n}</span>{b}</div>' for n, b in enumerate(story.blocks, 1))
    return page(
        story,
        head(story),
        f'<div class="topbar">{nav()}</div><div class="wrap"><h1>{story.headline}</h1><div class="listicle">{entries}</div>'
        f'<div class="around-the-web">{teaser_cards("rec")}</div></div>{footer()}',
    )


def gallery(story: Story) -> str:
    """The story, and under it pictures with captions that tell more."""
    pictures = "".join(
        f'<figure class="slide"><img src="/g/{number}.jpg" alt=""><figcaption>{words}</figcaption></figure>'
        for number, words in enumerate(story.paragraphs[2:4])
    )
    head_, tail = "".join(story.blocks[:2]), "".join(story.blocks[4:])
    return page(
        story,
        head(story, json_ld(story)),
        f'{nav()}<main class="gallery-page"><h1>{story.headline}</h1><div class="intro">{head_}</div><div class="slides">'
        f'{pictures}</div><div class="text">{tail}</div></main><div class="more-galleries">{teaser_cards()}</div>{footer()}',
    )


def interview(story: Story) -> str:
    """Questions in bold, answers below."""
    blocks = "".join(f"<p><strong>{QUESTION}</strong></p>{block}" for block in story.blocks)
    return page(
        story,
        head(story),
        f'{cookies()}<div class="page"><div class="header">{nav("div", "navigation")}</div><div class="content">'
        f'<h2 class="kicker">The interview</h2><h1>{story.headline}</h1><div class="copy">{blocks}</div>{share()}</div>'
        f'<div class="right">{newsletter()}{teaser_list("box")}</div></div>{footer()}',
    )


def footnotes(story: Story) -> str:
    """A journal with notes under the text."""
    first = story.blocks[0].replace("</p>", '<sup><a href="#n1" id="r1">1</a></sup></p>')
    notes = "".join(f'<li id="n{n}">{note} <a href="#r{n}">↩</a></li>' for n, note in enumerate(NOTES, 1))
    notes = f'<ol class="footnotes">{notes}</ol>'
    return page(
        story,
        head(story, '<meta name="author" content="' + story.byline + '">'),
        f'<div class="masthead">{story.outlet}</div>{nav()}<div role="main"><h1>{story.headline}</h1>{first}'
        f"{''.join(story.blocks[1:])}{notes}</div>{footer()}",
    )


def interleaved(story: Story) -> str:
    """A portal with links to other stories and advertisements after every second paragraph."""
    blocks: list[str] = []
    for number, block in enumerate(story.blocks):
        blocks.append(block)
        if number % 3 == 1:
            blocks.append(
                f'<ul class="read-also-list"><li><a href="/x{number}">Read also: the lighthouse turned green</a></li>'
                '<li><a href="/y">The bell that nobody misses</a></li></ul>'
            )
        if number % 3 == 2:
            blocks.append(
                '<div class="adbox"><p>Advertisement</p><p>Garden chairs for less, while stocks last.</p></div>'
            )
    return page(
        story,
        head(story, json_ld(story)),
        f'{nav()}<div class="portal"><div class="artikel"><div class="artikel-kopf"><h1>{story.headline}</h1></div>'
        f'<div class="artikel-text">{"".join(blocks)}</div></div><div class="spalte">{teaser_list()}</div></div>{footer()}',
    )


def components(story: Story) -> str:
    """Each block in four boxes of its own, between boxes of the same make that hold other things."""

    def component(kind: str, inner: str) -> str:
        return (
            f'<div data-component="{kind}" class="ssrcss-wrapper"><div class="ssrcss-block"><div class="ssrcss-container">'
            f"<div>{inner}</div></div></div></div>"
        )

    parts = [component("text-block", block) for block in story.blocks]
    parts.insert(3, component("links-block", teaser_list("ssrcss-links", "More on this story")))
    parts.append(component("topic-list", '<ul><li><a href="/t">Harbour</a></li><li><a href="/u">Islands</a></li></ul>'))
    return page(
        story,
        head(story, json_ld(story)),
        f'<div id="root">{nav()}<div><main><article><h1>{story.headline}</h1>{"".join(parts)}</article></main>'
        f'<div class="ssrcss-grid">{teaser_cards("ssrcss-promo")}</div></div></div>{footer()}',
    )


def many_comments(story: Story) -> str:
    """The comments are longer than the story."""
    return page(
        story,
        head(story),
        f'{nav()}<div class="main"><div class="post"><h1>{story.headline}</h1><div class="byline">{story.signed}</div>'
        f"<div class='body'>{story.body}</div></div>{comments(60)}</div>{footer()}",
    )


def portal(story: Story) -> str:
    """A portal in Chinese, Arabic or Uyghur: line of source, editor, code to scan."""
    more = {"zh": "责任编辑：赵敏", "ar": "تحرير: قسم الأخبار", "ug": "مۇھەررىر: خەۋەر بۆلۈمى"}[story.language]
    label = {"zh": "相关阅读", "ar": "مواضيع ذات صلة", "ug": "مۇناسىۋەتلىك خەۋەرلەر"}[story.language]
    others = "".join(f'<li><a href="/o/{n}">{words[:18]}</a></li>' for n, words in enumerate(story.paragraphs))
    return page(
        story,
        head(story, named=False),
        f'<div class="hd">{nav("div", "channel")}</div><div class="layout"><div class="left"><h1 id="title">{story.headline}'
        f'</h1><div class="info"><span>{story.day}</span> <span>{story.outlet}</span></div><div id="content">{story.body}'
        f'<p class="editor">{more}</p></div><div class="qrcode"><img src="/qr.png" alt=""></div><div class="rel"><h3>{label}'
        f"</h3><ul>{others}</ul></div></div><div class='rightbar'><ul>{others}</ul></div></div>{footer()}",
    )


portal.languages = ("zh", "ar", "ug")  # type: ignore[attr-defined]


def microdata(story: Story) -> str:
    """Microdata, a list of events beside the text, and a player."""
    return page(
        story,
        head(story, named=False),
        f'{nav()}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{story.headline}</h1>'
        f'<span itemprop="author" itemscope><span itemprop="name">{story.byline}</span></span><time itemprop="datePublished" '
        f'datetime="{story.day}">{story.day}</time><div class="player"><video></video><p>Your browser plays no video.</p>'
        f'</div><div itemprop="articleBody">{story.body}</div><div class="timeline"><h4>Timeline</h4><ul><li><a href="/1">'
        f'2019: sold</a></li><li><a href="/2">2021: promised</a></li></ul></div></div>{teaser_list("trending")}{footer()}',
    )


def front_and_story(story: Story) -> str:
    """Below the story begin others, each an article with its first paragraph."""
    others = "".join(
        f'<article class="preview"><h2><a href="/a{n}">The other story of page {n}</a></h2><p>It was a long day for all who '
        "waited, and at the end of it nobody could say what had been decided, or by whom, or why.</p>"
        '<a class="more" href="/m">Continue reading</a></article>'
        for n in range(5)
    )
    return page(
        story,
        head(story),
        f'{nav()}<main><article class="full"><h1>{story.headline}</h1><p class="by">{story.signed}</p>{story.body}'
        f'</article><div class="stream">{others}</div></main>{footer()}',
    )


def told_to_machines(story: Story) -> str:
    """The whole text stands in JSON-LD; on the page, a vote and a tip for other reading look like paragraphs."""
    blocks = [f'<div class="c-p">{block}</div>' for block in story.blocks]
    blocks.insert(
        3, '<div class="c-p"><p>What do you think? Tell us, we read every letter, and print some on Fridays.</p></div>'
    )
    return page(
        story,
        head(story, json_ld(story, articleBody="\n".join(story.paragraphs))),
        f'{nav()}<div class="l-main"><h1>{story.headline}</h1>{"".join(blocks)}</div>{teaser_list()}{footer()}',
    )


interview.gold = lambda story: [said for words in story.paragraphs for said in (QUESTION, words)]  # type: ignore[attr-defined]
footnotes.gold = lambda story: [*story.paragraphs, "1", *NOTES]  # type: ignore[attr-defined]
LAYOUTS = (
    listicle, gallery, interview, footnotes, interleaved, components, many_comments, portal, microdata, front_and_story,
    told_to_machines,
)  # fmt: skip
