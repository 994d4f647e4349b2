"""How an edition leaves the house: for a print shop, on our own paper, on a screen."""
