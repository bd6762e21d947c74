"""Drawings: vector graphics made into pixels, with nothing of the machine's."""
