"""What changed in a document since it was approved or released, and who agrees to it."""
