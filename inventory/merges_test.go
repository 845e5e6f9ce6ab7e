package inventory

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// TestLoadTakesMergedCellsForEachOfTheirRows has applications, servers and
// versions that are merged over rows, one of which holds only spaces and one of
// which is missing, and a title above the header.
func TestLoadTakesMergedCellsForEachOfTheirRows(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for at, row := range map[string][]any{
		"A1":  {"Estate of Contoso"},
		"A3":  {"Application", "API", "Server", "Server version"},
		"A4":  {"Bot", 2010, "chat01", 2013},
		"A5":  {nil, nil, "chat02", nil},
		"A6":  {"Feed", 2010, "chat03", 2010},
		"A7":  {nil, 2013, nil, nil},
		"A8":  {nil, nil, "  ", nil},
		"A9":  {"Bell", 2010, "chat04", 2010},
		"A11": {"Horn", 2010, "chat05", 2010},
	} {
		check(t, f.SetSheetRow("Sheet1", at, &row))
	}
	for _, m := range [][2]string{{"A1", "D2"}, {"A4", "A5"}, {"B4", "B5"}, {"D4", "D5"}, {"A6", "A8"}, {"C6", "C7"}, {"D6", "D7"}, {"F4", "F9"}, {"A9", "A10"}} {
		check(t, f.MergeCell("Sheet1", m[0], m[1]))
	}
	var b bytes.Buffer
	check(t, f.Write(&b))
	e, err := Load(t.Context(), []Input{inputOf("estate.xlsx", b.Bytes())}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `table estate.xlsx:Sheet1: pairs, header 3, rows 7: paired 6 blank 1
  column "Application" application
  column "API" api
  column "Server" server
  column "Server version" server-version
  note estate.xlsx:Sheet1!A1: merged cells A1:D2: only the first row carries the value (and 2 more such ranges)
  note estate.xlsx:Sheet1!A4: merged cells A4:A5: the value counts in each of the rows (and 5 more such ranges)
problem estate.xlsx:Sheet1!B7: API "2013": estate.xlsx:Sheet1!B6 gives the application another API, Lync Server 2010 Group Chat API; each is judged as a build of its own, correct the wrong one if there are no two
pair estate.xlsx:Sheet1!A4: "Bot" on "chat01"
  api "2010": group-chat-2010 inferred at estate.xlsx:Sheet1!B4: "2010" stands for Lync Server 2010 Group Chat API
  version "2013": lync-server-2013 inferred at estate.xlsx:Sheet1!D4: "2013" stands for Lync Server 2013
pair estate.xlsx:Sheet1!A5: "Bot" on "chat02"
  api "2010": group-chat-2010 inferred at estate.xlsx:Sheet1!B4: "2010" stands for Lync Server 2010 Group Chat API
  version "2013": lync-server-2013 inferred at estate.xlsx:Sheet1!D4: "2013" stands for Lync Server 2013
pair estate.xlsx:Sheet1!A6: "Feed" on "chat03"
  api "2010": group-chat-2010 inferred at estate.xlsx:Sheet1!B6: "2010" stands for Lync Server 2010 Group Chat API
  version "2010": lync-server-2010 inferred at estate.xlsx:Sheet1!D6: "2010" stands for Lync Server 2010
pair estate.xlsx:Sheet1!A7: "Feed" on "chat03"
  api "2013": persistent-chat-2013 inferred at estate.xlsx:Sheet1!B7: "2013" stands for Lync Server 2013 Persistent Chat API
  version "2010": lync-server-2010 inferred at estate.xlsx:Sheet1!D6: "2010" stands for Lync Server 2010
  problem estate.xlsx:Sheet1!B7: API "2013": estate.xlsx:Sheet1!B6 gives the application another API, Lync Server 2010 Group Chat API; each is judged as a build of its own, correct the wrong one if there are no two
pair estate.xlsx:Sheet1!A9: "Bell" on "chat04"
  api "2010": group-chat-2010 inferred at estate.xlsx:Sheet1!B9: "2010" stands for Lync Server 2010 Group Chat API
  version "2010": lync-server-2010 inferred at estate.xlsx:Sheet1!D9: "2010" stands for Lync Server 2010
pair estate.xlsx:Sheet1!A11: "Horn" on "chat05"
  api "2010": group-chat-2010 inferred at estate.xlsx:Sheet1!B11: "2010" stands for Lync Server 2010 Group Chat API
  version "2010": lync-server-2010 inferred at estate.xlsx:Sheet1!D11: "2010" stands for Lync Server 2010
`
	if diff := cmp.Diff(want, dump(e)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
