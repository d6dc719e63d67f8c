-- The server and the worker may learn which migrations were applied, so that neither works with tables older than its own.
GRANT SELECT (name) ON schema_migration TO kodan_app, kodan_worker;
