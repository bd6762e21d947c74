"""Tests of many letters at once."""
