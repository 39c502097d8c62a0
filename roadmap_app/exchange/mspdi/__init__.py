"""MS Project XML (MSPDI): one module per family of records, `reader.read` puts them together."""
