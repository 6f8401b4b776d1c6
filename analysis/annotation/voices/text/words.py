"""Closed word classes that the rules for sources and cues look at. All lower case, folded."""

from __future__ import annotations

from analysis.annotation.inflections import inflections


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


PRONOUNS = word_set("i we you he she they it who everyone nobody someone somebody anyone")
SINGULAR_PERSON = word_set("he she")
AUXILIARIES = word_set(
    "has have had having is are was were be been being am will would shall should can could may might "
    "must do does did 's 've 'd 'll n't hasn't haven't hadn't isn't wasn't weren't didn't doesn't "
    "don't won't wouldn't couldn't can't"
)
ADVERBS = word_set(
    "also later then once twice never not reportedly just again still often always repeatedly "
    "recently now already even further soon earlier first only simply famously previously publicly "
    "privately too instead thus ever long yet since therefore meanwhile tuesday monday wednesday "
    "thursday friday saturday sunday yesterday today"
)
DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any no each every another "
    "several many most few all both such other one two three four five six seven eight nine ten more "
    "recent new so-called so called"
)
PREPOSITIONS = word_set(
    "in on at by with from to into onto about against of for over under after before during through "
    "between among amid amidst without within across behind beyond despite near since until till upon "
    "via toward towards around per like unlike following regarding including outside inside"
)
NOUN_LINKS = word_set("of for at from in with on to against")
CONJUNCTIONS = word_set(
    "and or but nor yet so that which who whom whose what when where while as because although though "
    "if unless whether than how why since after before until once"
)
TIME = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "january february march april may june july august september october november december jan feb "
    "aug sept oct nov dec morning afternoon evening night week month year weekend later earlier "
    "recently last early late"
)
TITLES = word_set(
    "mr mrs ms miss dr prof sir lord lady dame president vice minister prime foreign defense defence "
    "interior finance secretary state senator sen rep representative congressman congresswoman gov "
    "governor mayor general gen lt col colonel major maj capt captain sgt sergeant adm admiral judge "
    "justice attorney ambassador chancellor king queen prince princess pope rev reverend bishop "
    "sheriff chief officer director professor speaker leader chairman chairwoman premier comrade "
    "marshal deputy assistant former then first sens reps supreme commander spokesman spokeswoman "
    "spokesperson republican democrat democratic vice-minister undersecretary"
)
PARTICLES = word_set("de da di del della van von der den bin ibn al el la le du dos ter ben abu")
# Titles that tell which pronoun stands for whoever bears them.
PRONOUN_OF = {
    **dict.fromkeys(
        ("mr", "sir", "lord", "spokesman", "chairman", "congressman", "businessman", "king", "prince"), "he"
    ),
    **dict.fromkeys(
        ("mrs", "ms", "miss", "lady", "dame", "spokeswoman", "chairwoman", "congresswoman", "actress"), "she"
    ),
    **dict.fromkeys(("queen", "princess"), "she"),
}
ROLES = word_set(
    "spokesman spokeswoman spokesperson spokespeople minister vice-minister president official "
    "officer leader chief director professor expert analyst researcher lawyer attorney adviser "
    "advisor aide ambassador diplomat senator congressman congresswoman governor mayor general "
    "commander judge secretary chairman chairwoman chair head manager pundit scholar historian author "
    "reporter journalist editor candidate nominee pastor priest bishop doctor teacher soldier "
    "activist organizer strategist consultant economist executive founder owner resident voter farmer "
    "worker student mother father husband wife son daughter brother sister man woman victim witness "
    "survivor veteran businessman billionaire lawmaker politician prosecutor investigator detective "
    "sheriff envoy premier chancellor king queen prince pope speaker counsel representative delegate "
    "moderator host anchor actor singer coach player democrat republican physician psychologist "
    "scientist legislator deputy operative pollster columnist"
)
ROLE_PLURALS = frozenset(
    f"{role[:-3]}men" if role.endswith("man") else f"{role[:-1]}ies" if role.endswith("y") else f"{role}s"
    for role in ROLES
) | word_set("aides people critics experts officials sources allies supporters opponents observers insiders")
UNNAMED = word_set(
    "sources source people officials critics experts analysts observers insiders some many others "
    "someone somebody aides allies supporters opponents detractors skeptics sceptics witnesses "
    "residents locals activists"
)
MEDIA = word_set(
    "times post news cnn nbc cbs abc fox reuters ap afp bbc npr msnbc journal magazine newspaper "
    "media outlet agency website site tass sputnik kcna xinhua interfax yonhap bloomberg politico "
    "guardian telegraph herald tribune gazette press newspapers outlets network channel broadcaster "
    "daily weekly observer breitbart buzzfeed huffpost vox slate wire broadcast editorial rt ria "
    "novosti"
)
DOCUMENTS = word_set(
    "report statement bill letter memo memorandum study poll survey law document documents indictment "
    "complaint lawsuit filing order ruling tweet email e-mail article story book ad advertisement "
    "headline sign banner release text transcript constitution treaty resolution agreement communique "
    "review paper essay post message note motion brief records reports emails caption quote analysis "
    "column op-ed"
)
GOVERNMENT = word_set(
    "government mod administration ministry department kremlin pentagon parliament congress senate house "
    "duma court cabinet council treasury fbi cia nsa embassy consulate military army navy police "
    "state junta regime presidency commonwealth moscow beijing washington pyongyang seoul tokyo "
    "london paris berlin kyiv kiev tehran jerusalem ankara brussels delhi islamabad riyadh damascus "
    "baghdad kabul caracas havana taipei"
)
ORGANISATIONS = word_set(
    "party committee company group campaign team university institute association foundation union "
    "inc corp co ltd llc bank coalition alliance organization organisation commission society league "
    "center centre club church network fund federation bureau board firm corporation nato un eu u.n "
    "e.u caucus pac rnc dnc aclu nra hamas hezbollah taliban isis google facebook twitter amazon "
    "apple microsoft democrats republicans gop movement college school hospital authority agency "
    "trust forum conference"
)
COUNTRIES = word_set(
    "afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh "
    "belarus belgium bolivia bosnia brazil britain bulgaria cambodia canada chile china colombia "
    "croatia cuba cyprus czechia denmark dprk ecuador egypt england estonia ethiopia finland france "
    "georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq "
    "ireland israel italy japan jordan kazakhstan kenya korea kosovo kuwait laos latvia lebanon libya "
    "lithuania malaysia mali malta mexico moldova mongolia montenegro morocco myanmar nepal "
    "netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru "
    "philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore "
    "slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania "
    "thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales "
    "yemen zambia zimbabwe us u.s usa uk u.k uae america"
)
# Words that tell the type of a source by its name; no classes of words that rules and model look at.
STATE_BODIES = word_set(
    "office staff republic federation regiment brigade battalion command security intelligence "
    "prosecutor's authorities presidential arabia states kingdom emirates zealand lanka africa kong rok "
    "prc congo force forces province county assembly affairs rada mfa troops service sdf ssu sbu hur "
    "warsaw prague budapest bucharest vilnius riga tallinn minsk chisinau tbilisi yerevan baku astana "
    "madrid lisbon vienna athens belgrade canberra ottawa oslo stockholm helsinki copenhagen"
)
ORGANISED = word_set(
    "cross crescent watch amnesty confederation family council institution academy studies airlines "
    "airways nations complex factory farm npp hpp energoatom ukrenergo naftogaz gazprom rosatom rosneft "
    "azovstal wikileaks qaeda jihad haram shabaab iaea g7 g20 osce unicef unesco interpol technologies afd "
    "tank"
)
THINGS = word_set(
    "tower towers hotel hotels plaza airport street avenue square park bridge building stadium arena hall "
    "palace road river island islands mountain lake beach administration doctrine act plan amendment "
    "award prize accord accords meeting session congress war idea thought area speech gate nation "
    "plant region oblast strip district municipality prefecture valley station guard corps division "
    "policy rights territories troupe ensemble museum"
)
"""Last words of names that bear a person's and are none: *Orr Tower*, *Orr administration*."""
BEFORE_THINGS = word_set(
    "river mount lake cape camp fort port operation hurricane typhoon puppet capitol new north south "
    "east west middle temporarily"
)
"""First words of names that are no person's: *River Halme*."""
PAPERS = word_set(
    "sinmun joson ilbo shimbun izvestia pravda zeitung monde figaro mundo pais jazeera belta ukrinform "
    "interfax euronews mediazona spiegel welle dpa suspilne unian censor.net axios cbc nhk"
)
"""Words that tell a newspaper or broadcaster by its name; no class of words either."""
REGIONS = word_set(
    "west east north south europe asia africa congo donbas donbass crimea mariupol zaporizhzhia kherson "
    "kharkiv odesa odessa mykolaiv bucha bakhmut luhansk donetsk lviv dnipro sumy chernihiv irpin "
    "severodonetsk lysychansk melitopol enerhodar gaza aleppo idlib pusan hyesan"
)
SHORT_TITLES = word_set(
    "pm fm mp mps mep meps ceo cfo ag commissioner commander-in-chief ministers deputies excellency"
)
"""Roles before a name that are no class of words: *PM Orr*, *High Commissioner*."""
DEMONYMS = word_set(
    "afghan african american arab argentine asian australian austrian belarusian belgian brazilian "
    "british bulgarian canadian chinese croatian cuban czech danish dutch egyptian english estonian "
    "ethiopian european finnish french georgian german greek hungarian indian indonesian iranian iraqi "
    "irish israeli italian japanese jordanian kenyan korean kurdish latvian lebanese libyan lithuanian "
    "mexican moroccan nigerian norwegian pakistani palestinian polish portuguese romanian russian saudi "
    "scottish serbian somali spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish "
    "ukrainian venezuelan vietnamese welsh western yemeni"
)
DEMONYM_PLURALS = frozenset(f"{name}s" for name in DEMONYMS)
US_PLACES = word_set(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii "
    "idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan "
    "minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina "
    "dakota ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington "
    "wisconsin wyoming d.c n.h n.c s.c n.y n.j r.i"
)
# A verb may stand in its base form only after these, plural nouns and names.
BASE_BEFORE = word_set(
    "i we you they who to will would can could may might must should did do does not never also and "
    "people that didn't don't doesn't won't wouldn't"
)
# No nouns or adjectives: these stand in their base form after anything ("some say", "the EU and Halmere
# say"), and in -ing after "by".
ONLY_VERBS = word_set(
    "say saying believe argue suggest think know agree insist acknowledge admit deny assume assert allege "
    "contend conclude confirm recognise recognize realise realize predict announce declare reveal indicate "
    "explain describe accuse criticise criticize oppose expect prefer understand"
)
NO_VERB_BEFORE = (
    DETERMINERS
    | (PREPOSITIONS - {"after", "before", "while", "to", "since", "in", "on"})
    | word_set("as own first last big false public united of and/or")
)
# Cues that report speech only where a quotation follows at once: "held", "proves".
WEAK = word_set(
    "hold holds held holding commit commits committed committing show shows showed shown showing "
    "prove proves proved proven proving establish establishes established establishing demonstrate "
    "demonstrates demonstrated demonstrating begin begins began project projects projected projecting "
    "plan plans planned planning order orders ordered ordering command commands commanded attack "
    "attacks attacked attacking seek seeks sought seeking undertake undertakes undertook undertaking "
    "offer offers offered offering celebrate celebrates celebrated celebrating see sees saw know "
    "knows knew known feel feels felt intend intends intended decide decides decided brief briefs "
    "briefed briefing assume assumes assumed assuming realize realizes realized realise realises "
    "realised anticipate anticipates anticipated detail details detailed detailing credit credits "
    "credited trust trusts trusted"
)
# What a title is said to stand on or be: "on ‘Morning Joe’", "the book ‘…’".
TITLE_BEFORE = word_set(
    "show program programme film movie book song series magazine album novel podcast documentary play "
    "article titled entitled named nicknamed known called dubbed column newsletter hashtag hit "
    "musical on single sitcom drama thriller memoir comedy version"
)
# What stands before a title and leads to nobody's words.
TITLED = word_set("titled entitled headlined captioned nicknamed")
# Verbs whose form in -s is as often a noun: accepted only after a name, a pronoun or a role.
NOUN_VERBS = word_set(
    "states reports comments remarks answers quotes details outlines estimates forecasts projects "
    "jokes notes stresses highlights claims hints boasts rumors disputes attacks charges "
    "protests objects rants taunts cheers credits compliments vows promises pledges offers orders "
    "urges demands appeals requests commands challenges plans views worries dreams wishes guesses "
    "hopes fears doubts suspects regrets posts tweets calls labels brands reads briefs blames "
    "complaints threats holds feels saws sounds thinks trusts laments rebukes salutes "
    "welcomes thunders shouts whispers screams murmurs chants cries talks texts emails blogs counters "
    "questions queries lies faults roasts jeers boos curses laughs sighs growls barks snarls roars gasps "
    "shrieks sobs grumbles gripes moans whines champions toasts honors honours petitions aims bets wagers "
    "figures reasons senses flags leaks signals voices echoes raps pens tips debates decrees dares hits "
    "addresses airs references updates hammers needles trolls prods nudges"
)
# Cues of findings, attitudes and acts: their content is indirect, and a quotation beside them is seldom the
# words of their subject.
NOT_SPOKEN = frozenset(
    form
    for verb in word_set(
        "allow appear authorise authorize back ban bar bill campaign circulate compare contest contrast "
        "detect determine direct discover dislike document embrace favor favour focus gather hate identify "
        "illustrate issue judge like list look love mandate name oppose pitch pose press prohibit promote "
        "publish push raise rally rank reflect release require seem sense share sign sound support target "
        "uncover volunteer vote"
    )
    for form in inflections(verb, "verb")
) | word_set(
    "choose chooses chose chosen choosing find finds found finding had has have having hear heard "
    "hearing hears learn learned learning learns learnt permit permits permitted permitting stand "
    "standing stands stood"
)
PEOPLE = word_set(
    "volunteer volunteers pilot pilots nurse nurses medic medics rescuer rescuers engineer engineers refugee "
    "refugees miner miners serviceman servicemen fighter fighters marine marines"
)
"""Who may speak: roles, but no class of words."""
CROWDS = word_set(
    "occupiers invaders fighters thousands hundreds dozens millions children families participants rescuers "
    "defenders soldiers refugees enemies users viewers readers"
)
"""Plurals that begin sentences and name nobody."""
NO_SURNAMES = word_set(
    "enemy update images anonymous evacuation counteroffensive investigation headquarters drone shelling "
    "however furthermore besides nonetheless nevertheless written born let read"
)
"""Words that begin sentences and headlines with a capital and are no surnames."""
KIN = word_set(
    "wife husband daughter son brother sister mother father widow niece nephew cousin lady daughter-in-law "
    "son-in-law half-brother half-sister"
)
RUBRICS = word_set(
    "live watch video videos photo photos opinion analysis exclusive breaking update updates updated exposed "
    "explainer explained transcript timeline factbox infographic podcast"
)
"""What a newsroom writes before the colon of a headline; nobody who speaks."""
