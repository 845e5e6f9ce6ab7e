package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestGenerationIsWhatTheTextContains(t *testing.T) {
	for text, want := range map[string]int{
		"Lync Server 2013": 1, "5.0.8308.887": 1, "2010": 2, "4.0.7577.0": 2, "OCS 2007 R2": 3, "OCSR2": 0, "": 0,
	} {
		if got := generationOf(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestAnswersAreTheMatrix(t *testing.T) {
	path := plainFile(t)
	table, err := readPlain(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plainAnswers(), table); diff != "" {
		t.Errorf("what is read is not what was written:\n%s", diff)
	}
	got := [4][4]string{}
	for a := range table {
		for s := range table[a] {
			got[a][s] = table[a][s][0]
		}
	}
	want := [4][4]string{
		{"not-assessed", "not-assessed", "not-assessed", "not-assessed"},
		{"not-assessed", "compatible-by-design", "incompatible", "incompatible"},
		{"not-assessed", "may-be-compatible", "compatible-by-design", "compatible"},
		{"not-assessed", "may-be-compatible", "compatible", "compatible-by-design"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const (
	pairsText = "Application,Owner,API Version,Server,Server Version,Site,Environment,Criticality\n" +
		"bot,\"Contoso, \"\"Core\"\"\",2010,chat1,5.0.8308.0,Köln,Test,Low\n"
	judgedText = "Application,Owner,API Version,Server,Server Version,Site,Environment,Criticality,verdict,risk,reason\n" +
		"bot,\"Contoso, \"\"Core\"\"\",2010,chat1,5.0.8308.0,Köln,Test,Low,may-be-compatible,medium," +
		"Category and user management of the Group Chat API are not supported against Lync Server 2013; nobody says whether the application uses them\n"
)

func TestLoopOverRecords(t *testing.T) {
	dir := t.TempDir()
	in, out := write(t, dir, "pairs.csv", pairsText), filepath.Join(dir, "out.csv")
	if err := runPeer([]string{"csv", plainFile(t), in, out}, nil); err != nil {
		t.Fatal(err)
	}
	wantText(t, out, judgedText)
}

func TestJoinWithMaps(t *testing.T) {
	dir := t.TempDir()
	applications := write(t, dir, "applications.csv", "Application,Owner,API Version,Criticality\nbot,\"Contoso, \"\"Core\"\"\",2010,Low\n")
	servers := write(t, dir, "servers.csv", "Server,Server Version,Site,Environment\nchat1,5.0.8308.0,Köln,Test\nchat2,2010,,\n")
	targets := write(t, dir, "targets.csv", "Application,Server\nbot,chat1\n")
	out := filepath.Join(dir, "out.csv")
	if err := runPeer([]string{"join", plainFile(t), applications, servers, targets, out}, nil); err != nil {
		t.Fatal(err)
	}
	wantText(t, out, judgedText)
}

func TestPairsSheet(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	header := []any{"Application", "Owner", "API Version", "Server", "Server Version", "Site", "Environment", "Criticality"}
	for cell, row := range map[string][]any{"A1": header, "A2": {"bot", "", "2013", "chat1", "2010", "Köln"}} {
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(in); err != nil {
		t.Fatal(err)
	}
	if err := runPeer([]string{"board", plainFile(t), in, out}, nil); err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	if err := eachRowOf(out, func(cells []string) error { rows = append(rows, cells); return nil }); err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Application", "Owner", "API Version", "Server", "Server Version", "Site", "Environment", "Criticality", "verdict", "risk", "reason", "row"},
		{"bot", "", "2013", "chat1", "2010", "Köln", "", "", "incompatible", "high",
			"Persistent Chat API applications must not be deployed against Lync Server 2010", "2"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func plainFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plain.csv")
	if err := writePlain(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func wantText(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if diff := cmp.Diff(want, string(got)); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
