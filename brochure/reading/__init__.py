"""A finished PDF -> what its readers get: letters, ink, tags and fields."""
