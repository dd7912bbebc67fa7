"""Check lists for partners: what one agency is asked about which children, as a sheet to fill in or on paper."""
