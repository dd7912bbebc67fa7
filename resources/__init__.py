"""Data that ships: reference lists, return forms, icons, fonts, themes and help. It imports nothing of ours."""
