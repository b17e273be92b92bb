"""From the source to what is handed out: bundle, archive, installer, checksums."""
