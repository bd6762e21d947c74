"""Files that are hostile, broken or odd, each with the verdict that it must get."""
