"""The permanent pages of ids."""
