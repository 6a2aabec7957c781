"""Nouns for what is done, which no rule of a stemmer leads back to their verbs: ratification, to ratify.

Left out are nouns that mostly mean something else than the act: the opposition, an application, a success.
"""

# Each line: the verb, and then its nouns, in the singular.
_LINES = """
    abolish abolition
    abstain abstention
    accede accession
    acquire acquisition
    admit admission
    clarify clarification
    close closure
    collide collision
    conclude conclusion
    consume consumption
    convert conversion
    create creation
    decide decision
    deliver delivery
    deny denial
    depart departure
    destroy destruction
    detain detention
    disclose disclosure
    discover discovery
    divide division
    enter entry
    erode erosion
    evade evasion
    exclude exclusion
    expand expansion
    expel expulsion
    explain explanation
    explode explosion
    expose exposure
    extend extension
    fail failure
    impose imposition
    include inclusion
    injure injury
    intervene intervention
    invade invasion
    lose loss
    notify notification
    occupy occupation
    permit permission
    persuade persuasion
    proclaim proclamation
    produce production
    pursue pursuit
    ratify ratification
    react reaction
    recognise recognition
    reconcile reconciliation
    recover recovery
    reduce reduction
    respond response
    resume resumption
    revise revision
    seize seizure
    sell sale
    sign signature
    submit submission
    supervise supervision
    suspend suspension
    transmit transmission
    unify unification
"""

VERBS_OF_ACTS: dict[str, str] = {}
for _verb, *_nouns in map(str.split, _LINES.strip().splitlines()):
    VERBS_OF_ACTS.update(dict.fromkeys(_nouns, _verb))
