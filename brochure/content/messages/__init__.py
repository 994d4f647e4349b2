"""What a person is told of a value that does not fit."""
