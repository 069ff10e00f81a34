"""Parsed sentence and mentions to facts: who, how much, when, how sure, and who says so."""
