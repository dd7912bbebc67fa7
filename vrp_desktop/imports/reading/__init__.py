"""Reading what partners send: from the bytes of a file to rows with fields and problems. Pure; knows no store."""
