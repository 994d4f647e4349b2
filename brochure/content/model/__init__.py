"""What content.yaml may hold: typed models, one for each part."""
