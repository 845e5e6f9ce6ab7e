package report

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// equalJSON compares two objects without regard to the order of their keys.
func equalJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := json.Unmarshal([]byte(a), &x); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(b), &y); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(x, y)
}

// TestLinesCarryTheWholeRecord puts the object together from the lines.
func TestLinesCarryTheWholeRecord(t *testing.T) {
	meta, findings, summary := fixture()
	format, _ := FormatByName("jsonl")
	lines := strings.Split(strings.TrimSuffix(render(t, format, meta, findings, summary), "\n"), "\n")
	if len(lines) != len(findings)+1 {
		t.Fatalf("%d lines, want %d", len(lines), len(findings)+1)
	}
	record := map[string]any{}
	var list []any
	for i, line := range lines {
		object := map[string]any{}
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		kind := object["type"]
		delete(object, "type")
		if kind == "summary" {
			record = object
			continue
		}
		list = append(list, object)
	}
	record["findings"] = list
	var whole map[string]any
	if err := json.Unmarshal([]byte(render(t, jsonFormat(t), meta, findings, summary)), &whole); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(record, whole) {
		t.Errorf("lines: %v\nobject: %v", record, whole)
	}
}

func TestJSONEmptyListsAreLists(t *testing.T) {
	text := render(t, jsonFormat(t), Meta{Title: "t"}, nil, summarise(nil))
	if strings.Contains(text, "null") {
		t.Errorf("null occurs in\n%s", text)
	}
	for _, key := range []string{"inputs", "findings", "advisories", "checks", "problems", "overrides"} {
		var object map[string]any
		if err := json.Unmarshal([]byte(text), &object); err != nil {
			t.Fatal(err)
		}
		if list, ok := object[key].([]any); !ok || len(list) != 0 {
			t.Errorf("%s is %v, want []", key, object[key])
		}
	}
}
