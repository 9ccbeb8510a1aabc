"""The catalogue as dated data: programs, stages, sections, documents, fees, reasons, offices."""
