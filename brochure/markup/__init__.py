"""Selection -> HTML and styles for the layout engine."""
