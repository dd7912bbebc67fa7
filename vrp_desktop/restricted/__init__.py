"""Restricted records: marked by a manager, opened on a stated reason for some hours, signed off each month."""
