.mode csv
.import '{plain}' answer
.import '{in0}' pairs
.headers on
.output '{out}'
SELECT "Application", "Owner", "API Version", "Server", "Server Version", "Site", "Environment", "Criticality",
  verdict, risk, reason
FROM (
  SELECT *,
    CASE WHEN instr("API Version", '2013') OR instr("API Version", '8308') THEN '1'
      WHEN instr("API Version", '2010') OR instr("API Version", '7577') THEN '2'
      WHEN instr("API Version", '2007') OR instr("API Version", '6907') THEN '3'
      ELSE '0' END AS x,
    CASE WHEN instr("Server Version", '2013') OR instr("Server Version", '8308') THEN '1'
      WHEN instr("Server Version", '2010') OR instr("Server Version", '7577') THEN '2'
      WHEN instr("Server Version", '2007') OR instr("Server Version", '6907') THEN '3'
      ELSE '0' END AS y
  FROM pairs
) LEFT JOIN answer ON a = x AND s = y;
.output
