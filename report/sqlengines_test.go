package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// sqlEngines run SQL, each in its dialect.
var sqlEngines = []struct {
	dialect string
	run     func(t *testing.T, script string) []byte // all verdicts as JSON; nil where the engine is missing
}{{"sqlite", runSQLite}, {"duckdb", runDuckDB}, {"postgres", runPostgres}}

// judgeBySQL are the verdicts of every engine that there is, by its dialect.
// Engines may differ in what they recognise: SQLite lowers ASCII letters alone.
func judgeBySQL(t *testing.T, rows []sqlRow) map[string]map[sqlRow]sqlVerdict {
	t.Helper()
	judged := map[string]map[sqlRow]sqlVerdict{}
	for _, engine := range sqlEngines {
		out := engine.run(t, sqlScript(t, engine.dialect, rows))
		if out == nil {
			continue
		}
		verdicts := sqlVerdicts(t, out)
		if len(verdicts) != len(rows) {
			t.Errorf("%s judges %d rows of %d", engine.dialect, len(verdicts), len(rows))
		}
		judged[engine.dialect] = verdicts
	}
	return judged
}

// sqlScript makes the table of the rows and the matrix.
func sqlScript(t *testing.T, dialect string, rows []sqlRow) string {
	t.Helper()
	var script strings.Builder
	script.WriteString("CREATE TABLE inventory(application TEXT, api TEXT, server TEXT, server_version TEXT);\n")
	for _, r := range rows {
		fmt.Fprintf(&script, "INSERT INTO inventory VALUES (%s, %s, %s, %s);\n", sqlQuote(r.Application), sqlQuote(r.API), sqlQuote(r.Server), sqlQuote(r.Version))
	}
	matrix := matrixSQL(t, dialect)
	return script.String() + matrix + matrix // the second replaces the first
}

// matricesSQL are those that were made, by dialect: many rows are judged by one.
var matricesSQL sync.Map

func matrixSQL(t *testing.T, dialect string) string {
	t.Helper()
	if made, ok := matricesSQL.Load(dialect); ok {
		return made.(string)
	}
	var matrix strings.Builder
	if err := writeMatrixSQL(&matrix, dialect); err != nil {
		t.Fatal(err)
	}
	matricesSQL.Store(dialect, matrix.String())
	return matrix.String()
}

func sqlVerdicts(t *testing.T, out []byte) map[sqlRow]sqlVerdict {
	t.Helper()
	var list []sqlVerdict
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	verdicts := map[sqlRow]sqlVerdict{}
	for _, v := range list {
		verdicts[v.sqlRow] = v
	}
	return verdicts
}

func runSQLite(t *testing.T, script string) []byte {
	t.Helper()
	if !foreignProgram(t, "sqlite3", "sqlite3") {
		return nil
	}
	return runSQL(t, script+"SELECT * FROM chatcompat_verdict;\n", exec.Command("sqlite3", "-bail", "-json"))
}

// duckDB is a program for Node.js that runs a script and prints all verdicts. Each
// is made JSON by the engine, since the module takes a byte-order mark off texts.
const duckDB = `
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { DuckDBInstance } = createRequire(process.env.CHATCOMPAT_DUCKDB + '/')('@duckdb/node-api');
(async () => {
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  await connection.run(readFileSync(0, 'utf8'));
  const reader = await connection.runAndReadAll('SELECT to_json(v)::VARCHAR FROM chatcompat_verdict v');
  console.log('[' + reader.getRows().map((row) => row[0]).join(',') + ']');
})();`

// runDuckDB runs DuckDB out of the folder with its node module, which
// CHATCOMPAT_DUCKDB names; .ci/duckdb fetches it.
func runDuckDB(t *testing.T, script string) []byte {
	t.Helper()
	if os.Getenv("CHATCOMPAT_DUCKDB") == "" {
		if os.Getenv("CHATCOMPAT_NEED_DUCKDB") != "" {
			t.Error(`DuckDB is missing: eval "$(.ci/duckdb)" fetches it`)
		}
		t.Log("DuckDB is missing; the SQL is not run in it")
		return nil
	}
	return runSQL(t, script, exec.Command("node", "-e", duckDB))
}

// runPostgres runs psql against the server that the connection string
// CHATCOMPAT_POSTGRES names; .ci/postgres starts one. Nothing stays in it.
func runPostgres(t *testing.T, script string) []byte {
	t.Helper()
	server := os.Getenv("CHATCOMPAT_POSTGRES")
	if server == "" {
		t.Log("PostgreSQL is missing; the SQL is not run in it")
		return nil
	}
	script = "SET client_min_messages = warning;\nBEGIN;\n" + script + "SELECT json_agg(v) FROM chatcompat_verdict v;\nROLLBACK;\n"
	return runSQL(t, script, exec.Command("psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "-v", "ON_ERROR_STOP=1", server))
}

func runSQL(t *testing.T, script string, cmd *exec.Cmd) []byte {
	t.Helper()
	cmd.Stdin = strings.NewReader(script)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil || complaint.Len() > 0 {
		t.Fatalf("%s: %v\n%s", cmd.Args[0], err, complaint.Bytes())
	}
	return out
}
