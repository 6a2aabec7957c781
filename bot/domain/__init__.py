"""Define azrel's values, which every other room may import: frozen, without files, clock or network."""
