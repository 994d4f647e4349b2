"""How plainly wording speaks: its sentences, its reading level, which of its words are everyday."""
