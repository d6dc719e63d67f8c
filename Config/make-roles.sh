#!/bin/sh
# Runs once, when the database container of docker-compose.yml makes its data: the roles and the database.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v owner="$KODAN_OWNER_PASSWORD" -v app="$KODAN_APP_PASSWORD" -v worker="$KODAN_WORKER_PASSWORD" <<'SQL'
CREATE ROLE kodan_owner LOGIN PASSWORD :'owner';
CREATE ROLE kodan_app LOGIN PASSWORD :'app';
CREATE ROLE kodan_worker LOGIN PASSWORD :'worker';
CREATE DATABASE kodan OWNER kodan_owner;
SQL
