"""SCREEN: what people see and press. Asks the WORK floor and shows its answers; no rule lives here."""
