"""How azrel is packed and run: what its own tests of rooms cannot see."""
