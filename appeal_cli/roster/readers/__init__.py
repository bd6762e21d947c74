"""Readers of rosters, one for each family of formats."""
