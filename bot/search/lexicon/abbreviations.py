"""Abbreviations that people write in a hurry, and the words that they stand for."""

# Each line: the word, and then what is written for it. A plural in -s stands for the word too.
_LINES = """
    about abt re
    administration admin
    agreement agmt agrmnt agrt
    ambassador amb
    approximately approx
    before b4
    billion bn
    bilateral bilat
    border bdr
    ceasefire cf
    cooperation coop
    committee cttee cmte
    conference conf
    convention conv
    declaration decl
    defence def
    delegation deleg del
    department dept
    diplomatic dip diplo
    document doc
    economic econ
    embassy emb
    estimate est
    figure fig
    foreign fgn
    general gen
    government gov govt
    group grp gp
    headquarters hq
    humanitarian hum
    independence indep
    information info
    international int intl
    investment inv
    kilometre km kms
    meeting mtg
    member mbr
    military mil
    million mn mln
    minister min
    ministry mfa
    national natl
    organisation org
    parliament parl
    parliamentary parl
    peacekeeper pkpr
    people ppl
    percent pct
    population pop popn
    position pos
    president pres prez
    quarter qtr
    reference ref
    regarding rgd
    relation rel
    representative rep
    republic rep
    resolution res
    secretary sec
    security sec
    statement stmt
    station stn
    strategic strat
    summary sum
    territory terr
    through thru
    transport transp
    treaty trty
    volume vol
    with w
    without wo
    year yr
"""

# Digits that are written for words before a name: gas 2 Ruritania.
LINKS = {"2": "to", "4": "for"}
# And words behind which they are numbers all the same: top 2, no 2.
NUMBERED = frozenset("no nos nr number page top".split())

_WORDS: dict[str, tuple[str, ...]] = {}
for _word, *_forms in map(str.split, _LINES.strip().splitlines()):
    for _form in _forms:
        _WORDS[_form] = (*_WORDS.get(_form, ()), _word)


def spell_out(word: str) -> tuple[str, ...]:
    """Return the words that people abbreviate so, or so and with a plural -s; () if it is no abbreviation."""
    return (*_WORDS.get(word, ()), *_WORDS.get(word.removesuffix("s"), ()))
