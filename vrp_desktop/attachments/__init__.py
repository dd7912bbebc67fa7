"""Files kept in the encrypted store, on a child, a case, a referral, a sitting or a safeguarding concern."""
