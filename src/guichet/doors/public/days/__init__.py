"""The travel journal: trips written down, days counted, planned and printed; kept only if the person says so."""
