"""Words in names or beside them."""

# These follow a name to distinguish a person from another of the same name: by themselves they name nobody.
NAME_SUFFIXES = frozenset("ii iii iv jnr jr junior senior snr sr".split())

# These precede a person's name, and do not say who it is.
TITLES = frozenset("dr excellency herr lord madam mister monsieur mr mrs ms prof professor sir".split())

# A father's name precedes these words, or ends so: neither names the person.
PATRONYMIC_WORDS = frozenset("gizi kizi kyzy oghlu ogli oglu ogly qizi ugli uulu оглу оглы кызы қизи".split())
PATRONYMIC_ENDINGS = ("evich", "evna", "ovich", "ovna", "евич", "евна", "ович", "овна")

# Stop words that are written with dots.
DOTTED_STOP_WORDS = frozenset("am approx ca cf eg etc ie pm viz".split())
# Stop words that are acronyms in capitals, though they may be no name that is known.
ACRONYMS = frozenset("it us who".split())
# Points of the compass, titles and the like, which are abbreviations more often than a state's code.
ABBREVIATIONS = frozenset("id md ne nw ps sa se sw tm".split())
# The first word of these is no code, though it may be written in capitals.
PHRASES_LIKE_CODES = frozenset((("ad", "hoc"), ("de", "facto"), ("de", "jure"), ("no", "one"), ("in", "situ")))
# Behind a word at the head of a sentence these show that it is a verb: make sure, go to, react to.
BEHIND_VERBS = frozenset(
    """
    a ahead an away back down her him it me my on our over sure that the their them these this those through to up us
    your
    """.split()
)
# Offices, by what they are called in short.
OFFICES = {
    "pm": ("prime", "minister"),
    "fm": ("foreign", "minister"),
    "mfa": ("foreign", "ministry"),
    "mod": ("defence", "ministry"),
    "vp": ("vice", "president"),
}
# A code that is also a word counts behind these, where no noun follows that it would describe.
GOVERNING_CODES = frozenset("against between from to toward towards versus vs with".split())
CODE_JOINTS = frozenset("and or versus vs".split())

# This pronoun is never a subject, so that it is a code where nothing governs it; and these words go before a code.
OBJECT_PRONOUN = "us"
BEFORE_CODES = frozenset("the vs versus".split())

# What a state is, in its official name: the Republic of, the Kingdom of, the Islamic Republic of.
POLITIES = frozenset(
    """
    arab bolivarian commonwealth confederation democratic duchy emirate federal federated federation federative grand
    hashemite islamic kingdom people plurinational principality rep republic s socialist state states sultanate union
    united
    """.split()
)
# Those that precede the name, with “of”.
POLITIES_BEFORE = frozenset(
    "commonwealth confederation duchy emirate federation kingdom principality republic sultanate".split()
)
# What a state is in other languages, before its name or behind it; and what may be between two such words.
POLITIES_ABROAD = frozenset(
    """
    cumhuriyeti federasiyasi federasyonu konigreich koenigreich koninkrijk kralligi krolestwo kungariket kongeriket
    reino regno republica republiek republik republika republikasi republikken republiken republique repubblica
    respublikasi respublika royaume королевство республика республикасы федерация федерасијасы
    """.split()
)
BESIDE_POLITIES_ABROAD = frozenset("islam islamische islamique islamica исламская ислам".split())
PROVINCES = frozenset(
    "eyaleti provence province provincia provincie provins provinz prowincja вилаяти провинция".split()
)
# The same as polities, written together with the name in scripts that leave no space between words.
JOINED_POLITIES = (
    "ประเทศ",
    "ราชอาณาจักร",
    "สาธารณรัฐ",
    "ປະເທດ",
    "ប្រទេស",
    "人民共和国",
    "人民共和國",
    "共和国",
    "共和國",
    "공화국",
    "国",
    "國",
)

# German vowels without their dots, as they are typed where there are none: Oesterreich.
PLAIN_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))

# Azerbaijani in Cyrillic letters → in Latin ones, folded; г is written for both q and g.
CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгғдежзијкҝлмноөпрстуүфхһчҹшыә",
            "a b v q g d e j z i y k g l m n o o p r s t u u f x h c c s i e".split(),
            strict=True,
        )
    )
)

# Nobody owns a country: behind these, letters in capitals are something else.
POSSESSIVES = frozenset("her his my our their your".split())

# A body is called after those whom it joins: the League of Arab States.
BODIES = frozenset(
    """
    academy alliance assembly association bank board bureau chamber club commission committee community confederation
    conference congress council federation forum fund group institute league network organisation organization society
    union
    """.split()
)

# A document is called after the capital where it was signed.
DOCUMENTS = frozenset(
    "accord accords agreement agreements charter convention declaration memorandum pact protocol statute treaty".split()
)
