package inventory

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestATableFarBelowNotesIsNoNote finds a header where nobody looks for the first one.
func TestATableFarBelowNotesIsNoNote(t *testing.T) {
	notes := strings.Repeat("Everything is old\n\n", headerSearch)
	text := notes + "Application,API,Server,Server Version\nA,2013,s1,2010\nB,2013,s1,2010\n"
	e, err := Load(context.Background(), []Input{inputOf("a.csv", []byte(text))}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := Accounting{Unused: headerSearch - 1, Blank: headerSearch, Unreadable: 3}
	if diff := cmp.Diff(want, e.Files[0].Tables[0].Accounting); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	problems := []Problem{{At: Pos{File: "a.csv", Row: 121, Col: 1}, Value: "Application, API, Server, Server Version",
		Message: "a header below rows that are no table, of which rows 121 to 123 stand unread; delete the rows above it, or put what begins here into a file or a sheet of its own"}}
	if diff := cmp.Diff(problems, e.Problems); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestAChosenHeaderExcusesWhatStandsAbove holds that the user knows better, unless
// the row that was chosen makes no table.
func TestAChosenHeaderExcusesWhatStandsAbove(t *testing.T) {
	text := "Application,API,Server,Server Version\nA,2013,s1,2010\nB,2013,s1,2010\nTool,SDK,Host,Server build\nC,2013,s1,2010\n"
	for row, want := range map[int]Accounting{
		1: {Paired: 4},
		3: {Unreadable: 4},
		4: {Paired: 1},
	} {
		e, err := Load(context.Background(), []Input{inputOf("a.csv", []byte(text))}, Options{HeaderRow: row})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, e.Files[0].Tables[0].Accounting); diff != "" {
			t.Errorf("header in row %d: -want +got:\n%s", row, diff)
		}
	}
}
