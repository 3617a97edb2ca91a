"""Settings by mode: `MOTCUA_MODE` picks dev, prod or test."""
