"""Irregular forms of English words, which no rule of a stemmer leads from."""

# Each line: the base form, and then the forms that are looked up as it.
_LINES = """
    arise arose arisen
    bear bore borne
    beat beaten
    become became
    begin began begun
    bend bent
    bite bit bitten
    blow blew blown
    break broke broken
    bring brought
    build built
    buy bought
    catch caught
    choose chose chosen
    deal dealt
    death die died dies dying
    dig dug
    draw drawn drew
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feed fed
    fifth 5th
    fight fought
    first 1st
    flee fled
    fly flew flies flown
    forbid forbade forbidden
    foresee foresaw foreseen
    forget forgot forgotten
    forgive forgave forgiven
    fourth 4th
    freeze froze frozen
    grow grew grown growth
    hang hung
    hear heard
    hide hid hidden
    hold held
    keep kept
    lay laid
    lead led
    leave left
    lend lent
    light lit
    lose lost
    meet met
    overcome overcame
    oversee oversaw overseen
    overthrow overthrew overthrown
    overwrite overwrote overwritten
    pay paid
    prove proven
    rebuild rebuilt
    rewrite rewrote rewritten
    ride rode ridden
    ring rang rung
    rise risen rose
    run ran
    second 2nd
    seek sought
    sell seller sellers selling sells sold
    send sent
    shake shook shaken
    shoot shot
    sing sang sung
    sink sank sunk
    sit sat
    sleep slept
    speak spoke spoken
    spend spent
    spring sprang sprung
    steal stole stolen
    strike struck stricken
    strive strove striven
    swear swore sworn
    sweep swept
    swim swam swum
    swing swung
    teach taught
    tear tore torn
    third 3rd
    throw threw thrown
    understand understood
    undertake undertook undertaken
    undo undid undone
    uphold upheld
    wake woke woken
    wear wore worn
    weep wept
    win won
    withdraw withdrawn withdrew
    withhold withheld
    withstand withstood
    write written wrote
"""

BASE_FORMS = {form: base for base, *forms in map(str.split, _LINES.strip().splitlines()) for form in forms}
