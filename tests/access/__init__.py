"""Checks of meaning, on files that are made here."""
