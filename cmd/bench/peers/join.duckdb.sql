COPY (
  WITH applications AS (
    SELECT *,
      CASE WHEN contains("API Version", '2013') OR contains("API Version", '8308') THEN 1
        WHEN contains("API Version", '2010') OR contains("API Version", '7577') THEN 2
        WHEN contains("API Version", '2007') OR contains("API Version", '6907') THEN 3
        ELSE 0 END AS a
    FROM read_csv('{in0}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
  ), servers AS (
    SELECT *,
      CASE WHEN contains("Version", '2013') OR contains("Version", '8308') THEN 1
        WHEN contains("Version", '2010') OR contains("Version", '7577') THEN 2
        WHEN contains("Version", '2007') OR contains("Version", '6907') THEN 3
        ELSE 0 END AS s
    FROM read_csv('{in1}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
  )
  SELECT "Application", "Owner", "API Version", "Server", "Version", "Site", "Environment", "Criticality",
    verdict, risk, reason
  FROM read_csv('{in2}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"') targets
  LEFT JOIN applications USING ("Application")
  LEFT JOIN servers USING ("Server")
  LEFT JOIN read_csv('{plain}', header = true, delim = ',', quote = '"') answer USING (a, s)
) TO '{out}' (FORMAT csv, HEADER true);
