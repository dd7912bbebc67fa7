"""What is pasted (an e-mail, a table, cells of a sheet) read into proposed rows, each field with its doubt (B13)."""
