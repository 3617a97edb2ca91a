-- Two roles: one owns the tables and migrates, the other serves and cannot rewrite the log.
-- psql -v owner_password=… -v serving_password=… -f roles.sql   (as a superuser)
CREATE ROLE motcua_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE motcua LOGIN PASSWORD :'serving_password';
CREATE DATABASE motcua OWNER motcua_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE motcua FROM PUBLIC;
GRANT CONNECT ON DATABASE motcua TO motcua;
\connect motcua
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO motcua_owner;
GRANT USAGE ON SCHEMA public TO motcua;
-- The rights on tables are given by `motcua migrate`, which knows which of them are append-only.
