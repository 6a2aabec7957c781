"""Irregular forms of English words, which no rule of a stemmer leads from."""

# Each line: the base form, and then the forms that are looked up as it.
_LINES = """
    become became
    begin began begun
    break broke broken
    bring brought
    build built
    buy bought
    catch caught
    choose chose chosen
    death die died dies dying
    draw drawn drew
    drive drove driven
    fall fell fallen
    feed fed
    fifth 5th
    fight fought
    first 1st
    fly flew flies flown
    forbid forbade forbidden
    forget forgot forgotten
    fourth 4th
    freeze froze frozen
    grow grew grown growth
    hide hid hidden
    hold held
    keep kept
    kill killed killing kills
    lead led
    leave left
    lose lost
    meet met
    overwrite overwrote overwritten
    pay paid
    rebuild rebuilt
    rewrite rewrote rewritten
    rise risen rose
    run ran
    second 2nd
    seek sought
    sell seller sellers selling sells sold
    send sent
    shake shook shaken
    shoot shot
    speak spoke spoken
    spend spent
    steal stole stolen
    strike struck stricken
    swear swore sworn
    teach taught
    third 3rd
    throw threw thrown
    undo undid undone
    wake woke woken
    win won
    withdraw withdrawn withdrew
    write written wrote
"""

BASE_FORMS = {form: base for base, *forms in map(str.split, _LINES.strip().splitlines()) for form in forms}
