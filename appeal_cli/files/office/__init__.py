"""Packages of office programs: OOXML and ODF."""
