"""One text of content: its Markdown, its characters, and whether fonts have them."""
