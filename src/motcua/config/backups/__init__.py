"""Backup and restore: one file that holds the database, the papers and a hash of each."""
