"""Where builds keep what they remember: in the output folder, by these names."""

STORE = ".brochure-cache"
BLOBS, RECORDS, CALLS = "blobs", "records", "calls"
