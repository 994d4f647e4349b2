"""Who has agreed to what: the record, approvals, releases, and what became of them."""
