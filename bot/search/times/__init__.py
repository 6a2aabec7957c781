"""The times that people name, as spans of days: a small grammar.

`scanning` splits a text into pieces, and `guards` finds numbers that are no times. `numbers` reads years and counts,
`days` dates, `spans` decades and seasons, `relative` what is reckoned from today, and `single` any of these; `moments`
are what they return. `ranges` reads ranges, lists and what begins or ends at a time. `reading` finds all times of a
text, and `combining` makes one of several. It looks only where a word is one that times begin with: `BEGINNERS` in the
lexicon's `time_phrases`.
"""
