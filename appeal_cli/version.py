"""The version of the package, and nothing else: what is asked for before all is loaded."""

__version__ = "0.1.0"
