"""One reviewed content.yaml in, every document a clinic hands to patients out, each one proven."""

__version__ = "0.1.0"
