"""Thresholds of matching, named once. Shares and similarities are from 0 to 1."""

# The share of the words asked for, weighted by idf, that the best fact must have where no name narrows the field; the
# same where two known words are all that is asked for; and the part of the best fact's share that others must have.
ENOUGH_WORDS, ENOUGH_OF_TWO_WORDS = 0.5, 0.6
ENOUGH_BESIDE_BEST = 0.5
# Where names narrow the field: the share from which on facts that have some of the words are preferred to all the rest.
ENOUGH_TO_CHOOSE = 0.2
# And the share from which on facts that have some of the words are the nearest there is.
ENOUGH_FOR_NEAR = 0.25
# A fact answers a question if the heaviest word that it lacks weighs at most LACKING × all that it has. In that sum a
# name weighs NAMED, and a word that the fact has by its topic alone SHARE_BY_TOPIC × its weight.
LACKING, NAMED, SHARE_BY_TOPIC = 0.33, 0.9, 0.15
# A word of less weight than this says nothing of what a question is about.
BARELY_SPECIFIC = 0.3
# A name that is an English word of no more weight than this is meant as a name only in capitals: Go, Word.
COMMON_WORD = 0.6
# A word of English of no more weight than this frames any question: honestly.
MERE_FRAMING = 0.1
# What somebody does who says “I” only frames a question too, where its word weighs less than this: I doubt.
SPECIFIC_OF_SPEAKER = 0.7
# By how much the best fact of one meaning of a name must be better than that of any other.
CLEARLY_BETTER = 0.1
# Beside so many partners a name that several have may stay open, where the rest finds an answer.
ENOUGH_NAMES = 2

# Words of fewer letters have too many neighbours that mean something else: in names, in topics' words, in facts' words.
SHORTEST_TYPO, SHORTEST_TOPIC_TYPO, SHORTEST_TEXT_TYPO = 4, 5, 6
# In a word of so many letters two typos are corrected, if what was typed sounds the same.
TWO_TYPOS_IF_ALIKE = 7
# Two letters swapped at the head of a word no longer than this make another word: oscar, socar.
LONGEST_HEAD_SWAP = 5
# In a name of so many words, a typo may even be another word of English: the rest shows what is meant.
MIN_WORDS_AROUND_TYPO = 3
# So many words that nobody here uses are of another world than this base: roast turkey recipe.
MIN_WORDS_OF_ANOTHER_WORLD = 2
# A word that is cut short keeps so many letters at least, or such a share of its consonants.
SHORTEST_SHORTHAND, MIN_SHARE_OF_CONSONANTS = 3, 0.6
# Stop words of no more letters than this say nothing in facts either.
LONGEST_FUNCTION_WORD = 3
# Words of so few letters are initials: UN, EU.
INITIALS = 2
# A code of a state in so many letters is an abbreviation more often, such as PM.
SHORT_CODE = 2
# So many words, typed apart, may be a typo of one name.
MAX_WORDS_OF_TYPO = 3

# Jaro-Winkler similarities from which on names and topics' words, sources' ids, and names half typed are offered.
NEAR_NAME, NEAR_SOURCE, NEAR_TYPED = 0.75, 0.85, 0.82
