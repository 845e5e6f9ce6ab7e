package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestMergedResultsMergeAgain: two parts of one inventory are merged, and the result
// with a third one that says some of its pairs, in every place; what comes out is
// read again, and accounts for every row.
func TestMergedResultsMergeAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	const head = "Application,API,Server,Server Version,Site\n"
	const leeds, london = "Ticker,Lync Server 2013 Persistent Chat API,chat01,Lync Server 2013,Leeds\n", "Relay,Lync Server 2010 Group Chat API,chat02,Lync Server 2010,London\n"
	for n, third := range []string{leeds, london, leeds + london, "Board,Lync Server 2010 Group Chat API,chat03,Lync Server 2010,York\n" + leeds} {
		writeTestFile(t, "inv.csv", head+leeds+london)
		writeTestFile(t, "third.csv", head+third)
		runOK(t, "audit", "inv.csv", "--where", "site=Leeds", "--force", "-o", "a.json")
		runOK(t, "audit", "inv.csv", "--where", "site=London", "--force", "-o", "b.json")
		runOK(t, "audit", "third.csv", "--force", "-o", "c.json")
		runOK(t, "report", "a.json", "b.json", "--force", "-o", "ab.json")
		for _, order := range []string{"c.json ab.json", "ab.json c.json", "a.json c.json b.json", "ab.json ab.json", "ab.json c.json a.json", "c.json ab.json ab.json"} {
			name := fmt.Sprintf("merged%d.json", n)
			runOK(t, append([]string{"report", "--force", "-o", name}, strings.Fields(order)...)...)
			runOK(t, "report", name)
			for _, file := range readTestResult(t, name).Meta.Files {
				if table := file.Tables[0]; table.Accounting.Total() != table.Rows {
					t.Errorf("%s: %s has %d rows, %d are accounted for", order, file.Path, table.Rows, table.Accounting.Total())
				}
			}
		}
	}
}
