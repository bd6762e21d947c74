"""What is said: an appeal as its file has it, not filled in yet."""
