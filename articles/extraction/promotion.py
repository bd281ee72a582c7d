"""What stands around a story without being part of it: invitations, notices of rights, lines with a date."""

import re

from .blocks import Block
from .dates import full_date

LONGEST = 280

CHANNEL = (
    r"(?:telegram|whatsapp|newsletters?|\bapp\b|channels?|facebook|twitter|instagram|youtube|tiktok|linkedin|bluesky|"
    r"mastodon|wechat|podcasts?|inbox|e-?mail|alerts?|breaking news|latest news|top stories|headlines|notifications?)"
)
INVITATIONS = re.compile(
    rf"(?:join|get|receive|download|install|listen to|watch|click|tap|for (?:more|the latest))\b.*{CHANNEL}"
    r"|(?:follow|like|find) (?:us|me|our|@\w+|\S+(?: \S+){0,4} on (?:twitter|x|facebook|instagram|telegram|tiktok))\b"
    r"|(?:subscribe|sign up|sign in|log in|register (?:now|here|for)|already a subscriber|"
    r"become a (?:member|subscriber)|"
    r"support our (?:work|journalism)|share this (?:article|story)|print this|advertisement\b|continue reading\b)"
    r"|(?:read (?:more|also|next|the full story)|also read|see also|"
    r"related(?: (?:stories|articles|coverage|topics|links))?|"
    r"more (?:on this|from|coverage|stories)|you (?:may|might) also like|recommended(?: for you)?|most read|trending)"
    r"(?=\s*[:：>|]|\s*$| (?:on|about|from|here|in)\b)"
    r"|our standards: |the thomson reuters trust principles"
    # German, French, Spanish
    r"|(?:abonnieren sie|jetzt abonnieren|folgen sie uns|lesen sie (?:auch|mehr|dazu)|mehr zum thema|melden sie sich|"
    r"zum newsletter|laden sie (?:unsere|die) app)"
    r"|(?:abonnez-vous|suivez-nous|inscrivez-vous|(?:à )?lire aussi|téléchargez (?:notre|l['’])|recevez nos)"
    r"|(?:suscr[ií]b[ae](?:se|te)|s[ií]g[au]nos|lea también|lee también|descargue (?:nuestra|la)|regístrese)"
    # Russian
    r"|(?:подпи(?:сывайтесь|шитесь)|читайте (?:также|нас)|следите за|скачайте|присоединяйтесь к|наш канал)"
    # Chinese, Japanese, Korean
    r"|(?:(?:请|欢迎|歡迎)?(?:订阅|訂閱|关注我们|關注我們|关注.{0,12}公众号|"
    r"下载.{0,12}(?:客户端|app)|下載.{0,12}app|扫码|扫描)|"
    r"点击(?:这里|此处|阅读)|點擊(?:這裡|閱讀)|(?:延伸|相关|相關|推荐|推薦)(?:阅读|閱讀)|更多(?:新闻|新聞|内容|內容))"
    r"|(?:関連記事|あわせて読みたい|フォローして|メールマガジン|구독|관련 기사|팔로우)"
    # Arabic, Persian, Uyghur
    r"|(?:اشترك|اشتركوا|تابعونا|تابعنا|انضم إلى|انضموا إلى|اقرأ أيض|اقرأ المزيد|حمّ?ل(?:وا)? تطبيق)"
    r"|(?:ما را در .{1,30} دنبال|بیشتر بخوانید)"
    r"|(?:.{0,40}قانىلىمىزغا|بىزگە ئەگىشىڭ|مۇشتەرى بولۇڭ|تېخىمۇ كۆپ)",
    re.IGNORECASE,
)
# Lines that say no more than what stands below them.
LABEL = re.compile(
    r"(?:advertisements?|sponsored(?: content)?|article continues (?:below|after).{0,40}|story continues below.{0,20}|"
    r"related(?: (?:articles|content|coverage|links|news|posts|reading|stories|topics|videos))?|"
    r"read (?:more|next|also)|see also|more (?:from|on this|stories|coverage)\b.{0,40}|"
    r"you (?:may|might) (?:also )?(?:like|be interested).{0,20}|recommended(?: for you)?|most read|trending(?: now)?|"
    r"share this(?: \w+)?|tags?|filed under|anzeige|werbung|auch interessant|mehr zum thema|"
    r"(?:das|dies) (?:thema )?(?:könnte|dürfte).{0,20}interessieren.{0,4}|lesen sie (?:auch|mehr|dazu).{0,30}|"
    r"weiterführende[rs]? links?|publicité|lire aussi|à lire (?:aussi|également)|sur le même sujet|publicidad|"
    r"lea también|lee también|te puede interesar|реклама|читайте также|по теме|广告|廣告|相关阅读|相關閱讀|相关新闻|"
    r"相關新聞|延伸阅读|延伸閱讀|推荐阅读|広告|関連記事|광고|관련 기사|"
    r"إعلان|اقرأ أيض[اً]*|مواضيع ذات صلة)\s*[:：.…!>»]*",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved|alle rechte vorbehalten|tous droits réservés|"
    r"все права защищены|版权所有|版權所有|جميع الحقوق محفوظة|this material may not be published)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:published|updated|posted|first published|last updated|date|veröffentlicht|aktualisiert|stand|publié|"
    r"mis à jour|publicado|опубликовано|обновлено|发布时间|发布|發布|日期|نشر)",
    re.IGNORECASE,
)
QUOTATION = re.compile('["“”«»„「『]')
SIGN_OFF = re.compile(
    r"[(（\[]?(?:(?:additional |further )?(?:reporting|writing|editing|compiled|translated|edited|written) (?:by|in)\b|"
    r"\(?reporting,|bearbeitet von|redigiert von|\(?редактор|责任编辑|責任編輯|编辑[:：]|（完）|\(完\)|"
    r"the associated press.{0,80}contributed)",
    re.IGNORECASE,
)


def reason(block: Block) -> str | None:
    """Why `block`, standing at an end of the file, is probably not part of the article; None if it is."""
    text = block.text
    if block.tag in {"figure", "table", "blockquote"} or not text or len(text) > LONGEST:
        return None
    if RIGHTS.match(text) and len(text) > 12:
        return "copyright"
    if INVITATIONS.match(text.lstrip("-–—>*•►▶| ")) and not QUOTATION.search(text):
        return "promotion"
    return None


def is_sign_off(block: Block) -> bool:
    """Whether `block` names who reported and edited: part of a wire story, though promotion may follow it."""
    return len(block.text) <= LONGEST and SIGN_OFF.match(block.text) is not None


def is_date_line(block: Block) -> bool:
    """Whether `block` says when the article appeared and nothing else."""
    text = block.text
    if len(text) > 60 or text.endswith((".", "。")) or not re.search(r"\d{4}|\d[:.]\d\d|\bago$", text):
        return False
    return PUBLISHED.match(text) is not None or (len(text) <= 40 and full_date(text) is not None)
