"""HTML and styles -> a laid-out document and its PDF: all that knows the layout engine."""
