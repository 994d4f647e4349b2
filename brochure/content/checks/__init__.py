"""What no single value shows: names that lead nowhere, files, headings, privacy, inks."""
