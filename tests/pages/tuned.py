"""The layouts on which the rules were tuned."""

# ruff: noqa: E501 -- markup reads better unbroken

from .furniture import comments, cookies, footer, head, json_ld, nav, newsletter, page, share, teaser_cards, teaser_list
from .stories import Story


def wordpress(story: Story) -> str:
    """A blog with a sidebar, buttons, related posts and comments."""

    # ruff: noqa: E501 -- markup reads better unbroken
    writer = f'<span class="byline"> by <span class="author vcard"><a href="/author">{story.byline}</a></span></span>'
    return page(
        story,
        head(story),
        f'<div id="page" class="site"><header class="site-header"><p>{story.outlet}</p>{nav()}</header>'
        f'<div id="primary" class="content-area"><main class="site-main"><article class="post-12 post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{story.headline}</h1><div class="entry-meta">'
        f'<time datetime="{story.day}">{story.day}</time>{writer}</div></header>'
        f'<div class="entry-content">{story.body}<div class="sharedaddy"><h3>Share this:</h3>{share("sd-content")}</div>'
        f'{teaser_list("jp-relatedposts", "Related")}</div><footer class="entry-footer">Filed under: <a href="/c">Town'
        f"</a></footer></article>{comments()}</main></div>"
        f'<aside class="widget-area">{teaser_list("widget", "Recent posts")}{newsletter("widget")}</aside></div>{footer()}',
    )


def hashed_classes(story: Story) -> str:
    """A site whose classes say nothing, with related stories and a sign-up between the paragraphs."""
    blocks = [f'<div class="css-1fanzo5">{block}</div>' for block in story.blocks]
    blocks.insert(2, newsletter("css-9x2kq1"))
    blocks.insert(5, f'<div class="css-7aa11b">{teaser_list("css-0", "More on this")}</div>')
    return page(
        story,
        head(story, json_ld(story)),
        f'{nav("div", "css-nav")}<div id="app"><main><article class="css-4k2"><h1 class="css-88">{story.headline}</h1>'
        f'<div class="css-77"><a href="/by">{story.signed}</a></div>{"".join(blocks)}</article>'
        f'<section class="css-cards">{teaser_cards("css-5")}</section></main></div>{footer()}',
    )


def line_breaks(story: Story) -> str:
    """An old site: the story is loose words in one box, parted by line breaks."""
    text = "<br><br>\n".join(story.paragraphs)
    return page(
        story,
        head(story, named=False),
        f'<div id="top">{nav("div", "menu")}</div><div id="left">{teaser_list("box")}</div><div id="story">'
        f"<h1>{story.headline}</h1><b>{story.signed}</b><br><br>{text}</div><div id='bottom'>{footer()}</div>",
    )


def tables(story: Story) -> str:
    """A page held together by tables and font tags."""
    text = "".join(f"<p><font face='Verdana' size='2'>{words}</font></p>" for words in story.paragraphs)
    links = "".join(f'<a href="/{number}">Page {number}</a><br>' for number in range(12))
    return page(
        story,
        head(story, named=False),
        f"<table width='760'><tr><td colspan='3'>{nav('div', 'x')}</td></tr><tr><td width='120'>{links}</td><td>"
        f"<table><tr><td><h1><font size='5'>{story.headline}</font></h1></td></tr><tr><td>{text}</td></tr></table></td>"
        f"<td width='160'>{teaser_list('y')}</td></tr><tr><td colspan='3'>© 2001 {story.outlet}</td></tr></table>",
    )


def amp(story: Story) -> str:
    """An AMP page."""
    blocks = list(story.blocks)
    blocks.insert(3, '<amp-ad width="300" height="250"><div placeholder>Advertisement</div></amp-ad>')
    return page(
        story,
        head(story, json_ld(story), "<style amp-boilerplate>body{}</style>"),
        f'<amp-sidebar id="side">{nav("ul", "m")}</amp-sidebar><header class="amp-header">{story.outlet}</header>'
        f'<main role="main"><article class="amp-wp-article"><header class="amp-wp-article-header"><h1>{story.headline}</h1>'
        f'<div class="amp-wp-meta">{story.byline}</div></header><div class="amp-wp-article-content">{"".join(blocks)}</div>'
        f'<amp-social-share type="email"></amp-social-share></article></main>{footer()}',
    )


def live_blog(story: Story) -> str:
    """Entries with times, the latest first, each in a box of its own."""
    entries = "".join(
        f'<div class="liveblog-entry" id="e{number}"><time>{10 + number}:30</time><div class="liveblog-text">{block}</div>'
        f"{share('entry-share')}</div>"
        for number, block in enumerate(story.blocks)
    )
    return page(
        story,
        head(story, json_ld(story)),
        f'{nav()}<main><h1>{story.headline}</h1><div class="liveblog">{entries}</div></main>{teaser_list()}{footer()}',
    )


def paywall(story: Story) -> str:
    """Three paragraphs, then a wall."""
    return page(
        story,
        head(story, json_ld(story, isAccessibleForFree=False)),
        f'{cookies()}{nav()}<main><article><h1>{story.headline}</h1><p class="author">{story.signed}</p>'
        f'<div class="article-body">{"".join(story.blocks[:5])}<div class="paywall-offer"><h3>Read on with a subscription'
        "</h3><p>Four weeks for one coin, then eleven a month. You can leave whenever you want, by telephone or letter.</p>"
        f'<ul><li>All articles</li><li>The e-paper</li></ul><a href="/buy">Subscribe now</a></div></div></article>'
        f"{teaser_cards()}</main>{footer()}",
    )


def author_box(story: Story) -> str:
    """A magazine with a box about the author, tags and the story before and after."""
    return page(
        story,
        head(story),
        f'<header>{nav()}</header><div class="container"><div class="row"><div class="col-8"><div class="post">'
        f'<h1 class="post-title">{story.headline}</h1><div class="post-info"><a rel="author" href="/a">{story.byline}</a>'
        f' · <span class="date">{story.day}</span></div><div class="post-body">{story.body}</div>'
        f'<div class="tags"><a href="/t/a">harbour</a> <a href="/t/b">north</a></div><div class="author-box"><h4>'
        f"{story.byline}</h4><p>Has written for us since 2011, mostly about the sea and what it leaves on the shore. Likes "
        'long walks and short sentences.</p></div><div class="post-nav"><a href="/p">Previous story</a> <a href="/n">Next '
        f'story</a></div></div></div><div class="col-4 sidebar">{teaser_list()}</div></div></div>{footer()}',
    )


def saved_behind_dialog(story: Story) -> str:
    """Saved by a browser while a dialog lay over it: the page itself is hidden."""
    return f"<!-- saved from url=(0042){story.url} -->\n" + page(
        story,
        head(story, named=False),
        f'{cookies()}<div id="root" aria-hidden="true">{nav()}<main><article><h1>{story.headline}</h1>'
        f'<div class="text">{story.body}</div></article></main>{teaser_list()}{footer()}</div>',
    ).replace("<body", '<body style="overflow:hidden"')


def pull_quotes(story: Story) -> str:
    """Boxes with facts and a repeated quotation stand between the paragraphs."""
    blocks = list(story.blocks)
    blocks.insert(2, '<aside class="pull-quote"><p>“Worth two by day”</p></aside>')
    blocks.insert(4, '<aside class="factbox"><h3>In brief</h3><ul><li>Founded 1921</li><li>Staff: 40</li></ul></aside>')
    return page(
        story,
        head(story, json_ld(story)),
        f'{nav()}<article class="story"><header><h1>{story.headline}</h1></header><div class="story__body">'
        f"{''.join(blocks)}</div>{share()}</article>{teaser_cards('teaser')}{footer()}",
    )


paywall.gold = lambda story: story.paragraphs[:5]  # type: ignore[attr-defined]
LAYOUTS = (
    wordpress, hashed_classes, line_breaks, tables, amp, live_blog, paywall, author_box, saved_behind_dialog, pull_quotes,
)  # fmt: skip
