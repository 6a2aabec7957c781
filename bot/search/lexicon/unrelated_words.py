"""Words that a stemmer takes for forms of others that mean something else: importance is no import.

They are words that WordNet does not derive from one another, though the Porter stemmer gives them one stem; and, for
trade, who does something, since a country's exporters are those of whom another imports.
"""

# Each line: words that are forms of one another, and of nothing else that has their stem.
_LINES = """
    alternate alternated alternates alternately alternating alternation alternations
    animate animated animates animator animating animators animatedly
    arrogant arrogance arrogantly
    candid candidly candidness
    collective collectives collectively
    commandeer commandeers commandeered commandeering
    competent competence competency competences competently competencies
    conservative conservatives conservatively
    constructive constructively
    contestant contestants
    defective
    definitive definitively
    department departments departmental
    detective detectives
    divisive divisively
    domineer domineers domineered domineering
    excessive excessively
    expensive expensively
    exporter exporters
    experiment experiments experimented experimenting
    figurative figuratively
    fortunate fortunately
    import imports imported importing importation importations
    importer importers
    indignant indignantly
    infinitive infinitives
    instinctive instinctively
    intelligible intelligibly intelligibility
    marine mariner marines mariners
    militant militancy militants
    negligent negligence negligently
    numeral numeric numerals numerical numerically
    objective objectives objectively objectivity objectiveness
    office offices
    passionate passionately
    plentiful plentifully
    ponderous ponderously
    populous
    positive positives positively
    productive productively productivity productiveness
    progressive progressives progressively
    prospective
    refinance refinances refinanced refinancing
    relative relatives relatively relativity
    respective respectively
    responsible responsibly responsibility responsibilities
    revolve revolved revolves revolving
    rug rugs
    subjective subjectively subjectivity
"""

# Their stems are their first words with a mark that no word has.
OWN_STEMS = {word: f"{words[0]}*" for words in map(str.split, _LINES.strip().splitlines()) for word in words}
