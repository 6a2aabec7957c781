"""Every class of words that rules go by, as data, and the thresholds of matching."""
