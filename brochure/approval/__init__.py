"""Who has agreed to what: changes, the record, approvals, releases, and what became of them."""
