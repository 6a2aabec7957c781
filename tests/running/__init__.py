"""Tests of packaging and deployment."""
