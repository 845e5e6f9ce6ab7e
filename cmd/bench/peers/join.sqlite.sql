.mode csv
.import '{plain}' answer
.import '{in0}' applications
.import '{in1}' servers
.import '{in2}' targets
CREATE INDEX application ON applications("Application");
CREATE INDEX server ON servers("Server");
.headers on
.output '{out}'
SELECT "Application", "Owner", "API Version", "Server", "Version", "Site", "Environment", "Criticality",
  verdict, risk, reason
FROM (
  SELECT *,
    CASE WHEN instr("API Version", '2013') OR instr("API Version", '8308') THEN '1'
      WHEN instr("API Version", '2010') OR instr("API Version", '7577') THEN '2'
      WHEN instr("API Version", '2007') OR instr("API Version", '6907') THEN '3'
      ELSE '0' END AS x,
    CASE WHEN instr("Version", '2013') OR instr("Version", '8308') THEN '1'
      WHEN instr("Version", '2010') OR instr("Version", '7577') THEN '2'
      WHEN instr("Version", '2007') OR instr("Version", '6907') THEN '3'
      ELSE '0' END AS y
  FROM targets LEFT JOIN applications USING ("Application") LEFT JOIN servers USING ("Server")
) LEFT JOIN answer ON a = x AND s = y;
.output
