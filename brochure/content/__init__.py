"""content.yaml -> Content: read, validated, and every problem told with its line."""
