"""Drafting: a new campaign, from nothing or from a letter that somebody has."""
