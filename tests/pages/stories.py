"""Stories written for the tests, in several languages, as rows of blocks."""

# ruff: noqa: E501 -- markup reads better unbroken

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """A story: `blocks` are its paragraphs, headings, lists, tables, quotations and figures as HTML."""

    # ruff: noqa: E501 -- markup reads better unbroken

    slug: str
    language: str
    outlet: str
    headline: str
    byline: str
    day: str
    blocks: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"https://news.example/{self.language}/{self.slug}"

    @property
    def signed(self) -> str:
        """The line that says who wrote it, in the story's language."""
        by = {
            "en": "By ",
            "de": "Von ",
            "fr": "Par ",
            "ru": "Автор: ",
            "zh": "作者：",
            "ar": "بقلم: ",
            "ug": "ئاپتورى: ",
        }
        return by[self.language] + self.byline.replace(", ", " and ")

    @property
    def body(self) -> str:
        return "\n".join(self.blocks)

    @property
    def paragraphs(self) -> list[str]:
        """The words of each block, without markup."""
        return [" ".join(re.sub(r"<[^>]+>", " ", block).split()) for block in self.blocks]


FERRIES = Story(
    "ferries", "en", "The Harbour Courier", "Night ferries return to the northern islands", "Jane Doe, John Roe",
    "2023-05-04",
    (
        "<p>The night ferries to the northern islands will run again from Monday, four years after the last of them was "
        "sold, the transport office said on Thursday.</p>",
        "<figure><img src='/pictures/ferry.jpg' alt=''><figcaption>The last night ferry leaves the pier, March 2019."
        "</figcaption></figure>",
        "<p>Two ships have been hired from a yard on the mainland. They carry 240 people each, and forty cars, which is "
        "<em>less than half</em> of what the old ships took.</p>",
        "<p>“We asked for a bridge and got a boat,” said Ada Finch, who has run the bakery on Outer Skerry since 1998. "
        "“But a boat at night is worth two by day.”</p>",
        "<h2>What passengers pay</h2>",
        "<table><tr><th>Route</th><th>By day</th><th>At night</th></tr><tr><td>Outer Skerry</td><td>14</td><td>9</td>"
        "</tr><tr><td>Long Holm</td><td>18</td><td>11</td></tr></table>",
        "<p>Islanders pay half. The office expects to lose three million a year on the service and says that it will look "
        "at the figures again <a href='/documents/plan'>in the autumn of next year</a>.</p>",
        "<ul><li>Boarding ends ten minutes before the ship leaves.</li><li>Bicycles travel free of charge.</li></ul>",
        "<p>Fishermen fear for their nets, which lie along the route from May to July. A spokeswoman for the office said "
        "that the captains had been given charts, and that no ship would pass the banks at more than eight knots.</p>",
        "<p>The first ship sails at a quarter past eleven. All berths are taken.</p>",
    ),
)  # fmt: skip

ARCHIVE = Story(
    "archive", "en", "Northern Post", "Flooded archive dries its papers one page at a time", "Mary Major", "2022-11-18",
    (
        "<p>In a hall that was built for cattle, eleven people turn pages. They have been at it since August, when the "
        "river came into the cellar of the county archive and stayed for three days.</p>",
        "<p>Of four kilometres of shelves, one stood under water. The papers were frozen within a week, in the cold store "
        "of a company that otherwise keeps peas; since then they have come back by the pallet.</p>",
        "<blockquote><p>You cannot hurry paper. If you hurry it, it turns into a brick, and nobody reads a brick.</p>"
        "</blockquote>",
        "<p>So says Peter Holm, who leads the work and has never had so many visitors. School classes come, and last week "
        "a minister came, who turned two pages and promised a new building on higher ground.</p>",
        "<h2>Letters from the mill</h2>",
        "<p>Among what is saved are the letters of the paper mill's first owner, the parish registers from 1702, and the "
        "plans of a canal that was never dug. What is lost will be known when the last box has been opened.</p>",
        "<ol><li>Wash the sheet in clean water.</li><li>Lay it between two felts.</li><li>Wait for a day.</li></ol>",
        "<p>The money lasts until spring. After that, Holm says, they will go on with whoever comes, and he points at a "
        "row of empty chairs by the window.</p>",
    ),
)  # fmt: skip

BIENEN = Story(
    "bienen", "de", "Hafenbote", "Imker zählen nach dem Winter weniger tote Völker", "Anna Beispiel", "2024-03-21",
    (
        "<p>Die Imker im Norden haben diesen Winter weniger Bienenvölker verloren als in den beiden Jahren zuvor. Das geht "
        "aus einer Umfrage hervor, die der Landesverband am Donnerstag vorgestellt hat.</p>",
        "<p>Jedes neunte Volk überlebte demnach die kalten Monate nicht. Im Winter davor war es jedes fünfte gewesen, und "
        "viele Imker hatten damals ans Aufhören gedacht.</p>",
        "<p>„Das ist kein Grund zum Feiern, aber ein Grund zum Durchatmen“, sagte die Vorsitzende Karin Muster. Der milde "
        "Februar habe den Tieren geholfen; die Milbe sei früh behandelt worden.</p>",
        "<h2>Späte Blüte macht Sorgen</h2>",
        "<p>Sorgen bereitet den Imkern nun die Obstblüte. Sie kommt in diesem Jahr wohl zwei Wochen zu früh, und wenn dann "
        "noch einmal Frost einsetzt, finden die Bienen wenig.</p>",
        "<ul><li>An der Küste starben 8 Prozent der Völker.</li><li>Im Binnenland waren es 13 Prozent.</li></ul>",
        "<p>Der Verband rät, jetzt die Futterwaben zu prüfen und die Fluglöcher erst bei mehr als zehn Grad weit zu "
        "öffnen. Wer neu anfangen will, findet in fast jedem Kreis einen Kurs.</p>",
    ),
)  # fmt: skip

MARCHE = Story(
    "marche", "fr", "Le Courrier du Port", "Le marché couvert rouvre après deux ans de travaux", "Jeanne Exemple",
    "2023-09-15",
    (
        "<p>Les halles du port ont rouvert vendredi matin, deux ans après la chute d’une partie du toit. Trente-quatre "
        "marchands sur cinquante sont revenus, et les poissonniers étaient là dès quatre heures.</p>",
        "<p>La charpente a été refaite en chêne, comme au premier jour. Le chantier a coûté neuf millions, dont la ville "
        "paie la moitié ; le reste vient de la région et d’une souscription ouverte aux habitants.</p>",
        "<p>« On a vendu dans la rue, sous la pluie, et les clients sont venus quand même », raconte Lucie Modèle, qui "
        "tient le troisième étal à gauche depuis trente ans. « Alors aujourd’hui, on leur doit un sourire. »</p>",
        "<h2>Des loyers qui montent</h2>",
        "<p>Tous ne sourient pas. Le loyer d’un étal augmente d’un cinquième, et plusieurs maraîchers préfèrent rester sur "
        "la place, où ils paient à la journée. La mairie promet d’en reparler avant Noël.</p>",
        "<p>Les halles sont ouvertes tous les jours sauf le lundi, de six heures à treize heures.</p>",
    ),
)  # fmt: skip

LIBRARY_ZH = Story(
    "tushuguan", "zh", "海港日报", "山村图书馆用旧校车把书送到门口", "王小明", "2024-06-02",
    (
        "<p>每周三上午八点，一辆漆成黄色的旧校车从县城图书馆出发，沿着盘山公路开往最远的六个村子。车上没有学生，只有两千三百本书和一位司机。</p>",
        "<p>司机老李今年五十八岁，开了二十年校车。学校合并以后，校车停在院子里没人用，他向图书馆提了一个建议：把座位拆掉，装上书架。</p>",
        "<p>“孩子们不能来，书可以去。”他说。馆长当天就答应了，木匠只用了三天就做好了书架。</p>",
        "<h2>借书不要押金</h2>",
        "<p>村民借书不用押金，只要在本子上写下名字。一年下来，丢失的书不到三十本，其中一半后来又悄悄回到了车上。借得最多的是养殖手册和武侠小说。</p>",
        "<ul><li>每人每次可以借五本。</li><li>下雪天停开，电话续借。</li></ul>",
        "<p>县里计划明年再改装两辆车，把路线延长到河对岸的九个村子。老李说，他打算再开五年，然后把钥匙交给读书最多的那个年轻人。</p>",
    ),
)  # fmt: skip

WELLS_AR = Story(
    "abar", "ar", "بريد الميناء", "قرية تعيد حفر آبارها القديمة قبل الصيف", "أمينة خالد", "2023-04-11",
    (
        "<p>بدأ سكان قرية جبلية في الجنوب إعادة حفر سبع آبار قديمة قبل حلول الصيف، بعدما جف النبع الذي كانوا يشربون منه منذ "
        "أكثر من نصف قرن، بحسب ما قال مجلس القرية يوم الثلاثاء.</p>",
        "<p>ويعمل في كل بئر أربعة رجال يتناوبون منذ الفجر. وقال سالم حسن، وهو أكبرهم سنا، إن جده حفر إحدى هذه الآبار بيديه، "
        "وإن الحجارة ما زالت تحمل علامة فأسه.</p>",
        "<blockquote><p>من يعرف أين كان الماء يعرف أين يعود، أما الخرائط فلا تشرب.</p></blockquote>",
        "<h2>مياه تكفي الموسم</h2>",
        "<p>وتقول مهندسة المياه ليلى عمر إن ثلاثا من الآبار بلغت الماء على عمق تسعة عشر مترا، وإن الكمية تكفي البيوت والماشية "
        "حتى نهاية الموسم، لكنها لا تكفي البساتين العليا.</p>",
        "<p>ووعدت المحافظة بمضخات تعمل بالطاقة الشمسية، غير أن أهل القرية يقولون إنهم سمعوا هذا الوعد مرتين من قبل، وإنهم "
        "سيواصلون العمل بالحبال والدلاء إلى أن يروا المضخات بأعينهم.</p>",
    ),
)  # fmt: skip

TRAM_RU = Story(
    "tramvai", "ru", "Портовый вестник", "Старый трамвай вернули на набережную", "Иван Примеров", "2022-08-16",
    (
        "<p>По набережной снова ходит трамвай, который простоял в депо семнадцать лет. Первый рейс состоялся во вторник "
        "утром, и вагон был полон ещё до того, как открыл двери на второй остановке.</p>",
        "<p>Вагон построили в 1957 году. Его восстанавливали четыре зимы подряд: кузов перебрали по доскам, мотор нашли в "
        "соседней области, а звонок принесла вдова последнего вожатого.</p>",
        "<p>«Я думала, он замолчал навсегда, — сказала она журналистам. — А он звонит громче прежнего, и соседи уже "
        "жалуются, но я сплю спокойно».</p>",
        "<h2>Проезд пока бесплатный</h2>",
        "<p>До конца сентября за проезд платить не нужно. Потом билет будет стоить столько же, сколько в автобусе, хотя "
        "содержание одного вагона обходится городу вдвое дороже.</p>",
        "<p>Весной на линию обещают выпустить ещё два вагона. Рельсы для них уже лежат, не хватает только проводов и "
        "вожатых: старые ушли на пенсию, а новых надо учить полгода.</p>",
    ),
)  # fmt: skip

ORCHARD_UG = Story(
    "bagh", "ug", "پورت گېزىتى", "باغۋەنلەر قەدىمكى ئۆرۈك كۆچەتلىرىنى قايتا تىكتى", "ئايگۈل مەمەت", "2024-04-09",
    (
        "<p>ۋادىدىكى باغۋەنلەر بۇ باھاردا ئون ئىككى خىل قەدىمكى ئۆرۈك كۆچىتىنى قايتا تىكتى. بۇ كۆچەتلەر ئۇزۇن يىللاردىن بېرى "
        "پەقەت بىر نەچچە كونا باغدىلا ساقلىنىپ قالغان ئىدى.</p>",
        "<p>باغۋەن تۇرسۇن ئاكا ئەڭ كونا دەرەخنىڭ يېشىنى بىر يۈز ئون ياش دەپ ھېسابلايدۇ. ئۇنىڭ ئېيتىشىچە، بۇ دەرەخ ھەر يىلى "
        "يەنىلا مېۋە بېرىدۇ، مېۋىسى كىچىك، ئەمما ناھايىتى تاتلىق.</p>",
        "<blockquote><p>كۆچەت تىككەن كىشى سايىسىنى كۆرمىسىمۇ، نەۋرىسى كۆرىدۇ.</p></blockquote>",
        "<h2>ئۇرۇق ئالماشتۇرۇش</h2>",
        "<p>قوشنا كەنتلەردىن كەلگەن ياشلار ئۇرۇق ئالماشتۇرۇپ، كۆچەتلەرنى قانداق ئۇلاشنى ئۆگەندى. ئۇلار كېلەر يىلى يەنە ئۈچ يۈز "
        "تۈپ كۆچەت تىكىشنى پىلانلاۋاتىدۇ، سۇ ئۆستىڭىنىمۇ ئۆزلىرى تازىلىماقچى.</p>",
        "<p>تۇنجى ھوسۇل تۆت يىلدىن كېيىن كۈتۈلىدۇ. شۇ چاغقىچە باغۋەنلەر ئىككى قۇر ئارىسىغا يوڭۇچقا تېرىپ، ئۇنى قوي-كالىلارغا "
        "بېرىدۇ.</p>",
    ),
)  # fmt: skip

STORIES = (FERRIES, BIENEN, LIBRARY_ZH, ARCHIVE, MARCHE, WELLS_AR, TRAM_RU, ORCHARD_UG)
