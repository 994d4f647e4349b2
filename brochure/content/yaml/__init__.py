"""The text of content.yaml -> values that know their lines."""
