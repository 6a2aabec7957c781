"""Scenes of the documents' pictures: each function brings a page of the sandbox to what its picture shows."""
