"""Words and patterns: how a text is cut, coded and searched."""
