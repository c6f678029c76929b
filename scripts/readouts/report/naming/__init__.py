"""What something is called: in full texts, in a series of texts on contacts, and in the whole programme that they are of."""
