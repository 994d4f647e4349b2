"""Content -> proven files: one document from top to bottom, and all of a request."""
