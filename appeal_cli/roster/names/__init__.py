"""Names taken apart: families, given names, patronymics, and the scripts they are in."""
