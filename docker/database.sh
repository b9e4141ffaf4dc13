#!/bin/sh
# Run by the image of PostgreSQL when its volume is new. The services get a role that owns its database alone; the superuser gets no password, so that
# nobody comes in as one but by the socket inside this container.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" -U postgres <<'SQL'
create role showdown login password :'password';
create database showdown owner showdown;
revoke connect, temporary on database postgres from public;
alter role postgres password null;
SQL
