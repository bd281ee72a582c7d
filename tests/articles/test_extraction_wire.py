"""Wire stories of many agencies, scripts and encodings: what a file proposes."""

import re
from datetime import date
from pathlib import Path

import pytest

from articles.extraction import Extracted, extract

WIRE = Path(__file__).parents[1] / "data" / "wire"
REAL = Path(__file__).parents[3] / "shared" / "articles" / "000_954dfbe4616dc72f.txt"


def read(name: str) -> Extracted:
    return extract(name, (WIRE / name).read_bytes())


def paragraphs(story: Extracted) -> list[str]:
    return re.findall(r"<p>(.*?)</p>", story.body_html, re.DOTALL)


@pytest.mark.parametrize(
    ("name", "headline", "byline", "dateline", "agency", "language", "count", "left_out"),
    [
        (
            "reuters_en.txt",
            "Labour inspectors find",
            "Jane Doe and John Roe",
            "GENEVA",
            "Reuters",
            "en",
            5,
            ["promotion"],
        ),
        (
            "ap_en_windows1252.txt",
            "Cotton buyers",
            "JANE DOE",
            "KASHGAR, China",
            "AP",
            "en",
            5,
            ["agency", "copyright"],
        ),
        ("afp_en_wrapped.txt", "Shrimp exporters promise", None, "LONDON", "AFP", "en", 3, ["promotion", "promotion"]),
        ("afp_fr_mixed.txt", "Travail forcé", "Jeanne Dupont", "PARIS", "AFP", "fr", 3, ["promotion"]),
        ("dpa_de_utf16.txt", "Lieferkettengesetz", "Erika Mustermann", "Genf/Berlin", "dpa", "de", 3, ["promotion"]),
        ("xinhua_zh_gb18030.txt", "劳动监察部门", "王小明", "北京", "新华社", "zh", 4, ["promotion"]),
        ("cna_zh_big5.txt", "民團籲遠洋漁船", None, "高雄", "中央社", "zh", 3, ["promotion"]),
        ("kyodo_ja_shift_jis.txt", "技能実習生の手数料", None, "東京", "ロイター", "ja", 3, []),
        ("reuters_ru_windows1251.txt", "Инспекторы проверили", None, "МОСКВА", "Рейтер", "ru", 4, ["promotion"]),
        ("reuters_ar.txt", "مفتشون يجدون", None, "جنيف", "رويترز", "ar", 4, ["promotion"]),
        ("rfa_ug.txt", "ئەمگەك تەكشۈرگۈچىلىرى", None, "جەنۋە", "رويتېرس", "ug", 3, []),
    ],
)
def test_a_wire_story_is_told_apart(name, headline, byline, dateline, agency, language, count, left_out):
    story = read(name)

    assert story.headline is not None
    assert story.headline.startswith(headline)
    assert (story.byline, story.dateline, story.agency, story.language) == (byline, dateline, agency, language)
    assert len(paragraphs(story)) == count
    assert [each.reason for each in story.left_out] == left_out
    # The words of the dateline stay where they are; the headline is not said twice.
    assert dateline in story.body_html
    assert story.headline not in story.body_html


def test_every_word_of_the_file_is_somewhere_in_the_proposal():
    words = (WIRE / "reuters_en.txt").read_text(encoding="utf-8").split()
    story = read("reuters_en.txt")
    proposed = f"{story.headline} By {story.byline} {story.body_html} {story.left_out[0].html}"
    assert [word for word in words if word not in proposed] == []


def test_quotation_marks_stay_as_they_are():
    body = read("reuters_en.txt").body_html
    assert '<p>"An audit that workers cannot trust tells us little," the panel\'s chair' in body
    assert "'We asked for \"private\" interviews,' she added." in body
    assert "<p>“Paper can be forged; rain cannot,” said" in read("ap_en_windows1252.txt").body_html


def test_a_year_in_the_dateline_gives_the_date():
    assert read("reuters_en.txt").published_on == date(2023, 8, 31)
    assert read("reuters_ru_windows1251.txt").published_on is None


def test_a_dateline_without_a_year_gives_no_date():
    story = extract(
        "a.txt", b"A headline here\n\nGENEVA, Aug 31 (Reuters) - He said so on Tuesday (Aug 16), 2022 aside."
    )
    assert story.published_on is None


def test_a_line_with_the_date_above_the_story_gives_the_date_and_is_left_out():
    story = extract("a.txt", b"A headline here\n\nPublished: 3 May 2023\n\nROME (AP) - It rained.\n\nIt stopped.")
    assert story.published_on == date(2023, 5, 3)
    assert [(each.reason, each.before) for each in story.left_out] == [("date", 0)]


def test_wrapped_lines_are_joined_and_caption_and_credit_stand_apart():
    story = read("afp_en_wrapped.txt")
    figure, first, second, _ = story.body_html.split("\n")
    assert figure == (
        "<figure><figcaption>Workers sort shrimp at a plant in Samut Sakhon on March 3, 2022. "
        "<cite>Photo by Jane Doe / AFP via Getty Images</cite></figcaption></figure>"
    )
    assert "Sunday that they would pay back the fees which workers" in first
    assert second.endswith('but money comes back slowly, and debts grow fast."</p>')


def test_wrapped_chinese_is_joined_without_spaces():
    lines = (
        "标题在这里\n\n"
        + "联合国专家周二发表报告说供应链中的强迫劳动\n依然存在而且进口商必须公布他们的供应商名单\n否则无从查证。\n\n"
        * 2
    )
    story = extract("a.txt", lines.encode())
    assert (
        paragraphs(story)[0]
        == "联合国专家周二发表报告说供应链中的强迫劳动依然存在而且进口商必须公布他们的供应商名单否则无从查证。"
    )


def test_without_blank_lines_each_line_is_a_paragraph():
    story = extract("a.txt", "A headline\nROME (AP) — One line.\nAnother line.\nA third.".encode())
    assert story.headline == "A headline"
    assert paragraphs(story) == ["ROME (AP) — One line.", "Another line.", "A third."]


@pytest.mark.parametrize(
    ("beginning", "dateline", "agency"),
    [
        ("BEIJING (REUTERS) - It", "BEIJING", "REUTERS"),
        ("GENEVA, Aug 31 (Reuters) — It", "GENEVA", "Reuters"),
        ("NEW DELHI — It", "NEW DELHI", None),
        ("KASHGAR, China (AP) — It", "KASHGAR, China", "AP"),
        ("LONDON, 12 March (AFP) – It", "LONDON", "AFP"),
        ("BEIJING, Aug. 16 (Xinhua) -- It", "BEIJING", "Xinhua"),
        ("TOKYO, Aug. 16, Kyodo - It", "TOKYO", "Kyodo"),
        ("Pékin, 16 août (AFP) - Il", "Pékin", "AFP"),
        ("GENF, 31. August (Reuters) - Er", "GENF", "Reuters"),
        ("МОСКВА, 16 авг (Рейтер) - Он", "МОСКВА", "Рейтер"),
        ("МОСКВА, 16 августа. /ТАСС/. Он", "МОСКВА", "ТАСС"),
        ("北京(路透社)— 他", "北京", "路透社"),
        ("（路透社北京電）他", "北京", "路透社"),
        ("新华社北京8月16日电 他", "北京", "新华社"),
        ("【北京=共同】彼", "北京", "共同"),
        ("(베이징=연합뉴스) 그는", "베이징", "연합뉴스"),
        ("بكين (رويترز) - قال", "بكين", "رويترز"),
        ("Mr Wang (centre) - the owner - said", None, None),
        ("EXCLUSIVE - It", None, None),
        ("UPDATE 2 - It", None, None),
        ("The Senate (AP) reported it", None, None),
        ("US - China talks went on", None, None),
        ("张先生（左）— 他", None, None),
    ],
)
def test_datelines(beginning, dateline, agency):
    story = extract("a.txt", f"A headline\n\n{beginning} was said there and then.\n\nAnd more.".encode())
    assert (story.dateline, story.agency) == (dateline, agency)
    assert beginning in story.body_html


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE"),
        ("By Jane Doe, Reuters", "Jane Doe, Reuters"),
        ("By Jane Doe in Beijing and John Roe in Geneva", "Jane Doe in Beijing and John Roe in Geneva"),
        ("Von Anna-Lena Groß", "Anna-Lena Groß"),
        ("Par Élise de la Tour", "Élise de la Tour"),
        ("作者：王小明", "王小明"),
        ("By the numbers: ten years of audits", None),
        ("By Tuesday they had left.", None),
    ],
)
def test_bylines(line, byline):
    story = extract("a.txt", f"A headline\n\n{line}\n\nROME (AP) - It was said.".encode())
    assert story.byline == byline
    assert (line in story.body_html) is (byline is None)


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Workers at a mill on Jan 2, 2020.", "PHOTO: REUTERS"),
        ("Workers at a mill.", "Photo: Jane Doe/The Courier"),
        ("Workers at a mill.", "(Photo by Jane Doe / AFP)"),
        ("FILE PHOTO: Workers at a mill.", "REUTERS/Jane Doe"),
        ("Workers at a mill.", "(AP Photo/Jane Doe)"),
        ("Workers at a mill", "AFP via Getty Images"),
        ("Workers at a mill", "© Jane Doe 2023"),
        ("工人在工厂。", "图：新华社"),
    ],
)
def test_captions_and_credits(caption, credit):
    story = extract("a.txt", f"A headline\n\n{caption} {credit}\n\nROME (AP) - It was said.".encode())
    figure = f"<figure><figcaption>{caption} <cite>{credit}</cite></figcaption></figure>"
    assert story.body_html.split("\n")[0] == figure


@pytest.mark.parametrize(
    "sentence",
    [
        "The share was 40 percent in a poll by Reuters/Ipsos.",
        "He told AFP.",
        "She sent the court a photo: it was blurred.",
    ],
)
def test_a_sentence_is_no_caption(sentence):
    story = extract("a.txt", f"A headline\n\nROME (AP) - It was said.\n\n{sentence}\n\nHe agreed.".encode())
    assert f"<p>{sentence}</p>" in story.body_html


def test_a_credit_on_its_own_belongs_to_the_caption_above():
    story = extract("a.txt", b"A headline\n\nWorkers at a mill.\n\nPHOTO: REUTERS\n\nROME (AP) - It was said.")
    assert "<figcaption>Workers at a mill. <cite>PHOTO: REUTERS</cite></figcaption>" in story.body_html


@pytest.mark.parametrize(
    "closer",
    [
        "Join ST's Telegram channel and get the latest breaking news delivered to you.",
        "Sign up for our newsletter",
        "Subscribe to our channel",
        "Download our app",
        "Follow us on Facebook",
        "Follow Jane Doe on Twitter",
        "Read more: Cotton and rain",
        "Related stories",
        "For more news, follow our channel on WhatsApp",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "Читайте также: Хлопок",
        "延伸阅读：棉花",
    ],
)
def test_promotion_at_the_end_is_left_out_and_can_be_put_back(closer):
    story = extract("a.txt", f"A headline\n\nROME (AP) - It was said.\n\nHe agreed.\n\n{closer}".encode())
    (left,) = story.left_out
    assert (left.html, left.reason, left.before) == (f"<p>{closer}</p>", "promotion", 2)
    assert left.words.startswith("Probably not part of the article")
    assert closer not in story.body_html


@pytest.mark.parametrize(
    "paragraph",
    [
        "Follow the cotton and you find the mill, she said.",
        "“Subscribe to our newsletter,” the notice on the door said.",
        "Related efforts have stalled.",
        "Readers were told to sign up for audits.",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Read in court, the letter caused a stir.",
        "Copyrights are not the point, he said." * 10,
    ],
)
def test_the_end_of_the_story_is_not_promotion(paragraph):
    story = extract("a.txt", f"A headline\n\nROME (AP) - It was said.\n\nHe agreed.\n\n{paragraph}".encode())
    assert story.left_out == ()
    assert paragraph in story.body_html


def test_nothing_inside_the_story_is_left_out():
    inside = "Subscribe to our newsletter"
    story = extract("a.txt", f"A headline\n\nROME (AP) - It was said.\n\n{inside}\n\nHe agreed.".encode())
    assert story.left_out == ()
    assert f"<p>{inside}</p>" in story.body_html


def test_a_file_of_nothing_but_an_invitation_keeps_it():
    story = extract("a.txt", b"Subscribe to our newsletter")
    assert story.body_html == "<p>Subscribe to our newsletter</p>"
    assert story.left_out == ()


def test_marks_of_html_in_plain_text_are_words():
    story = extract("a.txt", b"A headline\n\nROME (AP) - They wrote 1 < 2 & <b>so on</b>.")
    assert "1 &lt; 2 &amp; &lt;b&gt;so on&lt;/b&gt;." in story.body_html


@pytest.mark.skipif(not REAL.exists(), reason="the shared articles are not here")
def test_a_real_wire_story():
    story = extract(REAL.name, REAL.read_bytes())

    figure, first, *rest = story.body_html.split("\n")
    assert story.headline is not None
    assert story.headline.startswith("UN expert concludes 'forced labour'")
    assert (story.dateline, story.agency, story.language) == ("BEIJING", "REUTERS", "en")
    assert (story.byline, story.outlet, story.published_on) == (None, None, None)
    assert figure.startswith("<figure><figcaption>Workers ")
    assert figure.endswith("<cite>PHOTO: REUTERS</cite></figcaption></figure>")
    assert first.startswith('<p>BEIJING (REUTERS) - It is "reasonable to conclude"')
    assert len(rest) == 12
    assert [(each.reason, each.before) for each in story.left_out] == [("promotion", 14)]
