"""Define azrel's values, which every other package may import: frozen, without files, clock or network."""
