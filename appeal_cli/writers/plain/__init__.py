"""Plain text: words, blocks and tables in lines of so many characters."""
