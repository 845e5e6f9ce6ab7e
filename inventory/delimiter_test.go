package inventory

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestHeadersTellTheDelimiter reads files whose cells hold more of another
// delimiter than their rows have of their own.
func TestHeadersTellTheDelimiter(t *testing.T) {
	rows := func(header, row string) string { return header + "\n" + strings.Repeat(row+"\n", 30) }
	for _, c := range []struct {
		name, text string
		opt        Options
		delimiter  string
		columns    int
	}{
		{"quoted list", rows("Application,API,Targets", `Bot,2013,"s1; s2; s3; s4; s5; s6; s7; s8; s9; s10"`), Options{}, ",", 3},
		{"plain list", rows("Anwendung;API;Ziele", "Bot;2013;s1, s2, s3, s4, s5, s6, s7, s8"), Options{}, ";", 3},
		{"distinguished names", rows("Application;API;Server", `Bot;2013;"CN=s1,OU=a,OU=b,OU=c,OU=d,OU=e,DC=x,DC=y"`), Options{}, ";", 3},
		{"members", rows("Application,API Members", `Bot,"A|B|C|D|E"`), Options{}, ",", 2},
		{"ragged rows", "Application,API,Server,Server Version\nA\nB,2013\nC,2013,s1\nD,2013,s1,2010\n", Options{}, ",", 4},
		{"quotes that never close", "Application,API,Server,Server Version\n\"A,2013,s1,2010\n\"B,2013,s1,2010\n\"C,2013,s1,2010\n", Options{}, ",", 4},
		{"a preamble", "Estate, as of 2026, all sites\nprepared by A, B and C\n" + rows("Application;Server", "Bot;s1, s2, s3"), Options{}, ";", 2},
		{"a version of nobody's", rows("Server|Version", "a,b,c,d|2013"), Options{}, "|", 2},
		{"a header that the user names", rows("Werkzeug|Rechner", "a,b,c,d|s1"), Options{Map: []Mapping{{FieldApplication, "Werkzeug"}}}, "|", 2},
		{"one known header decides nothing", rows("Server;Colour", "s1;red"), Options{}, ";", 2},
		{"no known header", rows("Colour;Shape", "red;a,b"), Options{}, ";", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := Load(context.Background(), []Input{inputOf("a.csv", []byte(c.text))}, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			table := e.Files[0].Tables[0]
			if got, want := fmt.Sprint(table.Delimiter, len(table.Columns)), fmt.Sprint(c.delimiter, c.columns); got != want {
				t.Errorf("%q: delimiter and columns %s, want %s", c.text, got, want)
			}
		})
	}
}
