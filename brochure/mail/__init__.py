"""`brochure email`: proven documents, one message for each reader, as drafts or sent."""
