package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// object is a JSON object, to be changed as by hand.
type object = map[string]any

func member(o any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			o = o.(object)[step]
		case int:
			o = o.([]any)[step]
		}
	}
	return o
}

// ofVersion makes a result that of another version of the program.
func ofVersion(o object, version string) { o["tool"].(object)["version"] = version }

func withoutCheck(o object, id string) {
	o["checks"] = slices.DeleteFunc(o["checks"].([]any), func(check any) bool { return member(check, "id") == id })
}

// TestChangedResultsAreRefused: what somebody took out of a saved result or put into
// it is not passed on, although sums and verdicts fit.
func TestChangedResultsAreRefused(t *testing.T) {
	inSamples(t)
	writeTestFile(t, "twice.csv", "Application,API,Server,Server Version,Uses category management\n"+
		"Bot,Lync Server 2010 Group Chat API,s1,Lync Server 2013,yes\nRelay,Lync Server 2010 Group Chat API,s2.example,Lync Server 2010,\n"+
		"Bot,Lync Server 2010 Group Chat API,s1,Lync Server 2013,yes\nOld,Group Chat 1999,s1,Lync Server 2013,\n")
	runOK(t, "audit", "twice.csv", "--as-of", "2026-01-02", "-o", "json=saved.json")
	saved := readTestFile(t, "saved.json")
	for _, test := range []struct {
		name, want string
		change     func(o object)
	}{
		{"nothing", "", func(object) {}},
		{"a finding is left out", "3 rows of twice.csv made pairs by its accounting, 2 by its findings", func(o object) {
			o["findings"] = o["findings"].([]any)[1:]
			summary := o["summary"].(object)
			summary["pairs"], summary["applications"], summary["mixed"], summary["servers"] = 2, 2, 0, 2
			member(summary, "verdicts").(object)["may-be-compatible"] = 0
			member(summary, "risks").(object)["high"] = 0
			member(summary, "matrix", 3).(object)["pairs"] = 0
		}},
		{"a duplicate is left out", "1 rows of twice.csv say a pair again by its accounting, 0 by its findings", func(o object) { member(o, "findings", 0).(object)["also"] = []any{} }},
		{"another application", `its key is not of the application "Robot"`, func(o object) { member(o, "findings", 0).(object)["application"] = "Robot" }},
		{"another server", `its key is not of the server "s3"`, func(o object) { member(o, "findings", 0, "server").(object)["name"] = "s3" }},
		{"the short name of the server", "", func(o object) { member(o, "findings", 1, "server").(object)["name"] = "S2" }},
		{"another file", `"other.csv:2:1" is in none of the inputs`, func(o object) { member(o, "findings", 0).(object)["at"] = "other.csv:2:1" }},
		{"no certainty", "it does not say how a version was recognised", func(o object) { member(o, "findings", 0, "api").(object)["recognised"] = "" }},
		{"a cell of the grid is left out", "its summary has no cell for Lync Server 2013 Persistent Chat API on Lync Server 2013", func(o object) {
			cells := member(o, "summary", "matrix").([]any)
			cells[0] = object{"api": "group-chat-2010", "server": "skype-for-business-server-2015", "pairs": 0}
			o["summary"].(object)["matrix"] = append(cells, object{"api": "group-chat-2010", "server": "skype-for-business-server-2019", "pairs": 0})
		}},
		{"a check is left out", "check CC101 is missing", func(o object) { o["checks"] = o["checks"].([]any)[1:] }},
		{"a check that an earlier version did not have", "", func(o object) { ofVersion(o, "0.9.0"); withoutCheck(o, "CC404") }},
		{"a check that a later version has no more", "", func(o object) { ofVersion(o, "9.0.0"); withoutCheck(o, "CC404") }},
		{"a check that fired in an earlier version is left out", "advisory CC101 is listed, and its check did not fire", func(o object) { ofVersion(o, "0.9.0"); withoutCheck(o, "CC101") }},
		{"all checks are left out", "check CC101 is missing", func(o object) { o["checks"] = []any{} }},
		{"all checks of an earlier version are left out", "advisory CC101 is listed, and its check did not fire", func(o object) { ofVersion(o, "0.9.0"); o["checks"] = []any{} }},
		{"a row repeats itself", `it names "twice.csv:2:1" twice`, func(o object) { member(o, "findings", 0).(object)["also"] = []any{"twice.csv:4:1", "twice.csv:2:1"} }},
		{"a row repeats a pair twice", `it names "twice.csv:4:1" twice`, func(o object) { member(o, "findings", 0).(object)["also"] = []any{"twice.csv:4:1", "twice.csv:4:1"} }},
		{"problems are left out", `its problem of "twice.csv:5:5" is not among those of the result`, func(o object) { o["problems"] = []any{} }},
		{"a check is said twice", "check CC101 is listed twice", func(o object) { o["checks"] = append(o["checks"].([]any), o["checks"].([]any)[0]) }},
		{"an advisory is left out", "advisory CC101 of a finding is not among those that fired", func(o object) { o["advisories"] = o["advisories"].([]any)[1:] }},
		{"an advisory applies to nothing", "advisory CC101 applies to 0 findings, and 1 bear it", func(o object) { member(o, "advisories", 0).(object)["applies"] = []any{} }},
		{"an advisory applies elsewhere", `advisory CC101 does not apply, or applies already, to "kaaaaaaaaaaaaaaa"`, func(o object) { member(o, "advisories", 0).(object)["applies"] = []any{"kaaaaaaaaaaaaaaa"} }},
		{"a check did not fire", "advisory CC101 is listed, and its check did not fire", func(o object) { member(o, "checks", 0).(object)["status"] = "clear" }},
		{"no place of a version", "it does not say where its versions are stated", func(o object) { delete(member(o, "findings", 0, "api").(object), "at") }},
		{"no reason", "it has no reason or no remedy", func(o object) { delete(member(o, "findings", 0).(object), "reason") }},
		{"a blank remedy", "it has no reason or no remedy", func(o object) { member(o, "findings", 0).(object)["remedy"] = " " }},
		{"rows less than nothing", "twice.csv has -1 rows blank", func(o object) {
			rows := member(o, "inputs", 0, "tables", 0, "accounting").(object)
			rows["blank"], rows["unused"] = -1, 1
		}},
		{"a header above the file", "twice.csv has its header in row -1", func(o object) { member(o, "inputs", 0, "tables", 0).(object)["headerRow"] = -1 }},
		{"bytes less than none", "twice.csv has -1 bytes", func(o object) { member(o, "inputs", 0).(object)["bytes"] = -1 }},
		{"no hash", `the sha256 of twice.csv is "", want 64 hexadecimal digits`, func(o object) { member(o, "inputs", 0).(object)["sha256"] = "" }},
		{"pairs excluded by nobody", "2 pairs are excluded, and nothing tells a filter", func(o object) { o["excluded"] = 2 }},
		{"less than nothing is excluded", "-1 pairs are excluded", func(o object) { o["excluded"] = -1 }},
	} {
		o := object{}
		if err := json.Unmarshal(saved, &o); err != nil {
			t.Fatal(err)
		}
		test.change(o)
		changed, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("changed.json", changed, 0o600); err != nil {
			t.Fatal(err)
		}
		var out, said bytes.Buffer
		code := run(context.Background(), []string{"report", "changed.json", "--fail-on", "never"}, streams{out: &out, err: &said})
		if want := test.want; want == "" && code != exitDone || want != "" && (code != exitFailed || !strings.Contains(said.String(), "changed.json: the file was changed: ") || !strings.Contains(said.String(), want)) {
			t.Errorf("%s: exit code %d, said %q, want %q", test.name, code, said.String(), want)
		}
	}
}
