"""Tables of a plan: rows that are typed in like a spreadsheet, and copied to and from one."""
