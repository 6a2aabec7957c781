"""Irregular forms of English words, which no rule of a stemmer leads from."""

# Each line: the base form, and then the forms that are looked up as it.
_LINES = """
    begin began begun
    bring brought
    build built
    buy bought
    choose chose chosen
    death die died dies dying
    draw drawn drew
    fifth 5th
    fight fought
    first 1st
    fly flew flies flown
    fourth 4th
    freeze froze frozen
    grow grew grown growth
    hold held
    keep kept
    kill killed killing kills
    leave left
    lose lost
    meet met
    pay paid
    rise risen rose
    second 2nd
    seek sought
    sell seller sellers selling sells sold
    send sent
    shoot shot
    speak spoke spoken
    spend spent
    swear swore sworn
    teach taught
    third 3rd
    withdraw withdrawn withdrew
    write written wrote
"""

BASE_FORMS = {form: base for base, *forms in map(str.split, _LINES.strip().splitlines()) for form in forms}
