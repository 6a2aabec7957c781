"""Limits on the length of curators' texts, so that Slack's messages can carry them."""

# Slack carries 3,000 characters in a text object, 150 in a header and some 13,000 in a message, which must hold at
# least one fact with its summary and all its citations uncut.
MAX_URL = 2_000
MAX_SUMMARY = 1_500
MAX_STATEMENT = 1_000
MAX_LINE = 200
MAX_REASON = 300
MAX_TOPIC_LINE = 300
MAX_LOCATOR = 150
MAX_NAME = 120
MAX_EXCERPT_WORDS = 60
MAX_EXCERPT = 600
MAX_CITATIONS = 4
MAX_VOICES = 10
MAX_LIST = 200
