"""azrel: answers questions from a curated, sourced knowledge base, in Slack and in a terminal."""
