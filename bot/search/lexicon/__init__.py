"""Every class of words that rules use, as data, and the thresholds of matching."""
