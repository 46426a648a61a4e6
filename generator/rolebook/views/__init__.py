"""Shapes that a page prints, made from a `Handbook`: counts, choices and pairings, but no HTML."""
