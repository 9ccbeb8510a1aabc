"""Settings: `base` holds what is always so; `development`, `production` and `test` say where they differ."""
