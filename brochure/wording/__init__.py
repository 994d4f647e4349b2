"""What documents say, held to rules: promises, risks, drugs, plain words, sources."""
