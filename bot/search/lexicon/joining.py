"""Words for joining an organisation and for being in it, of which facts have one or another."""

JOINING = "accede accession admission admitted enter entry join joined member membership".split()
