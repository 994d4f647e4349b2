"""Content -> what one edition says and shows, in the order of reading."""
