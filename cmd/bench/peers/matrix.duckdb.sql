CREATE TABLE inventory AS
SELECT "Application" AS application, "API Version" AS api, "Server" AS server, "Server Version" AS server_version
FROM read_csv('{in0}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');
{matrix}
COPY (SELECT * FROM chatcompat_verdict) TO '{out}' (FORMAT csv, HEADER true);
