"""Times that people name, as spans of days."""
