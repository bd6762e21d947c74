"""One appeal to one deputy: its language, the deputy's name in it, and every text filled in."""
