"""The look: tokens from one file, made into a palette, a small style sheet, fonts and tinted icons."""
