package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// rangedTexts have something in each row that a border between two ranges may meet.
var rangedTexts = []struct{ name, text string }{
	{"plain", strings.Repeat("App,Owner,Server\nbot,\"Doe, J\",chat1\n", 9)},
	{"CRLF", strings.Repeat("App,Owner\r\nbot,\"a \"\"b\"\"\"\r\n", 9)},
	{"CR alone", strings.Repeat("App,Owner\rbot,x\r\r", 9)},
	{"all line ends", strings.Repeat("a,b\r\n\r\nc,d\n\ne,f\r\rg,h\n\r", 6)},
	{"cells of several lines", strings.Repeat("a,\"b\nc\n\nd\",e\nf,g,h\n\"\n\",i,\"j\r\nk\"\r\n", 6)},
	{"a cell of many lines", "a,b\n1,\"" + strings.Repeat("line\n", 40) + "\"\n" + strings.Repeat("2,3\n", 40)},
	{"lines like rows in a cell", "a,b,c,d\n" + strings.Repeat("1,2,3,\"4\n5,6,7,8\n9\",a\nx,y,z,w\n", 8)},
	{"rows that are swallowed", "a,b,c,d\n" + strings.Repeat("1,2,3,\"4\n5,6,7,8\n9,\"10,11,12\n", 8)},
	{"doubled quotes", strings.Repeat("\"\"\"\",\"\"\n\"a\"\"\",\"\"\"b\"\n", 9)},
	{"quotes that never close", strings.Repeat("a,b,c\n1,\"2,3\n4,5,6\n", 9)},
	{"text behind quotes", strings.Repeat("a,b\n\"x\"y,z\n\"u\"v,w,q\n", 9)},
	{"blanks", strings.Repeat("a, \"b, c\" ,d\n \"e\"f ,g,h  \n , ,\n", 9)},
	{"marks", strings.Repeat("#TYPE A.B\n\ufeffa,b\n\ufeff\ufeff#TYPE C\nc,d\n", 6)},
	{"marks in cells", "a,b\n" + strings.Repeat("\"\n#TYPE X\n\ufeffy\",z\n", 9)},
	{"NUL", strings.Repeat("a,b,c,d,e,f,g,h,i,j,k\n", 99) + "x\x00,y\n\"z\n\x00\",w\n" + strings.Repeat("a,b,c\n", 9) + "\x00"},
	{"ragged", strings.Repeat("a,b,c\nd\n\n,,,,\n", 12) + "end"},
	{"one column", strings.Repeat("name\n\"Last; First\"\nBob\n", 9)},
	{"wide delimiter", strings.Repeat("sep\u00a7b\n\"c\u00a7\"\u00a7d\u00a8\n", 9)},
	{"sep line", "sep=;\r\n" + strings.Repeat("a;b,c\r\n", 9)},
	{"trailing", strings.Repeat("a,b\n", 9) + "\x1a\f\x1a"},
	{"lost letters", strings.Repeat("a,b\nM?ller,c\n", 9)},
	{"rows beyond 14 bits", strings.Repeat("a,"+strings.Repeat("b", 9000)+",\""+strings.Repeat("c\"\"", 3000)+"\"\nd,e,f\n", 3)},
}

// TestReadIsTheSameInRanges cuts texts at every place into ranges that are read
// at the same time. The table must be the one that is read from front to back.
func TestReadIsTheSameInRanges(t *testing.T) {
	for _, test := range rangedTexts {
		t.Run(test.name, func(t *testing.T) {
			opt := Options{}
			if test.name == "wide delimiter" {
				opt.Delimiter = '§'
			}
			table, err := readBytes(t, "a.csv", []byte(test.text), opt)
			if err != nil {
				t.Fatal(err)
			}
			if err := accountForText(table); err != nil {
				t.Error(err)
			}
			want := dump(table)
			if got := dump(slowTable(t, table, opt)); got != want {
				t.Errorf("got\n%s\nby the rules of quotes alone\n%s", want, got)
			}
			longest := 60
			if len(test.text) > 1<<14 {
				longest = 8
			}
			for length := 1; length <= longest; length++ {
				for workers := 1; workers <= 3; workers++ {
					how := blocking{length, workers}
					if longest == 8 {
						how.length *= 997
					}
					if got, err := inRanges(table, opt, how); err != nil || dump(got) != want {
						t.Fatalf("with %+v error %v and\n%s\nwant\n%s", how, err, dump(got), want)
					}
				}
			}
		})
	}
}

// TestReadOfRandomTextIsTheSameInRanges puts all kinds of rows next to each other.
func TestReadOfRandomTextIsTheSameInRanges(t *testing.T) {
	r := rand.New(rand.NewPCG(2013, 2010))
	for range 300 {
		var b strings.Builder
		for range r.IntN(300) {
			b.WriteString([]string{"a", "bc", ",", ",", "\n", "\n", "\r\n", "\r", `"`, `""`, " ", "#TYPE t\n", "\ufeff", "\x00", "ü", ",,,", "?"}[r.IntN(17)])
		}
		table, err := readBytes(t, "a.csv", []byte(b.String()), Options{Delimiter: ','})
		if err == nil {
			checkScans(t, table, Options{Delimiter: ','})
		}
	}
}

// TestReadTellsOddRowsOfAllRanges has more to tell than a range keeps at once,
// and rows that are looked at again more often than is allowed.
func TestReadTellsOddRowsOfAllRanges(t *testing.T) {
	for _, line := range []string{"a,\"b\"c,d\n", "a,\"b,c\n", "\"a\n", "a,\"\n", "a,\"\"\"b,c\n", "\",x,\"\n", "\"\",\"\n", "\"a,b,c\"\"\n", "a,b,\"c\n\"\n", "a,b,c\n#TYPE x\n"} {
		text := "h,i,j\nx,y,z\nx,y,z\n" + strings.Repeat(line, 3*eventsAtOnce)
		table, err := readBytes(t, "a.csv", []byte(text), Options{Delimiter: ','})
		if err != nil {
			t.Fatal(err)
		}
		want := dump(table)
		if got := dump(slowTable(t, table, Options{Delimiter: ','})); got != want {
			t.Errorf("%q: the slow way reads another table", line)
		}
		for _, length := range []int{5_000, 60_000} {
			got, err := inRanges(table, Options{Delimiter: ','}, blocking{length, 3})
			if err != nil || dump(got) != want {
				t.Errorf("%q: another table in ranges of %d: %v", line, length, err)
			}
		}
	}
}

// TestReadCountsLinesOfRanges has a fault far behind the first range.
func TestReadCountsLinesOfRanges(t *testing.T) {
	text := strings.Repeat("a,\"b\nc\"\n", 1000) + "d,\"e\nf,g\n"
	table, err := readBytes(t, "a.csv", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err = inRanges(table, Options{}, blocking{512, 2})
	if err != nil {
		t.Fatal(err)
	}
	fault, bad := table.Fault(1000)
	want := Fault{At: Pos{File: "a.csv", Row: 2001, Col: 3}, Value: `"e`,
		Message: "a quote opens here and is never closed: it would have swallowed line 2002; add the closing quote where the cell ends"}
	if !bad || fault != want {
		t.Errorf("fault %v %+v, want %+v", bad, fault, want)
	}
}

// TestReadNamesItsLimitsInRanges has a row that is too wide, in one of many ranges.
func TestReadNamesItsLimitsInRanges(t *testing.T) {
	text := strings.Repeat("a,b\n", 1000) + strings.Repeat(",", maxColumns) + "\n" + strings.Repeat("a,b\n", 1000)
	dec := decoded{text: text, encoding: utf8Name}
	_, err := scanText(context.Background(), "a.csv", dec, Options{}, blocking{700, 3})
	if want := "a.csv:1001:16385: more than 16384 columns"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// cancelling cancels a context when a part of what is read was read.
type cancelling struct {
	io.ReaderAt
	cancel context.CancelFunc
	at     int64
}

func (c cancelling) ReadAt(b []byte, off int64) (int, error) {
	if off >= c.at {
		c.cancel()
	}
	return c.ReaderAt.ReadAt(b, off)
}

// TestReadStopsWhenItIsCancelled cancels while bytes are read, and while they are split.
func TestReadStopsWhenItIsCancelled(t *testing.T) {
	data := bytes.Repeat([]byte("a,b,c\n"), chunkLength)
	ctx, cancel := context.WithCancel(context.Background())
	in := Input{Name: "a.csv", Size: int64(len(data)), ReaderAt: cancelling{bytes.NewReader(data), cancel, chunkLength}}
	if book, err := Read(ctx, in, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("read %v with error %v", book, err)
	}
	dec := decoded{text: string(data), encoding: utf8Name}
	if _, err := scanText(ctx, "a.csv", dec, Options{}, blocking{1 << 20, 2}); !errors.Is(err, context.Canceled) {
		t.Errorf("split with error %v", err)
	}
}

// TestReadOfAFileThatChangesMeanwhile names the first byte that is missing,
// whichever part of the file somebody asked for first.
func TestReadOfAFileThatChangesMeanwhile(t *testing.T) {
	data := bytes.Repeat([]byte("a,b,c\n"), chunkLength)
	short := len(data) / 2
	in := Input{Name: "a.csv", Size: int64(len(data)), ReaderAt: bytes.NewReader(data[:short])}
	_, err := Read(context.Background(), in, Options{})
	if want := fmt.Sprintf("a.csv: ends after %d of %d bytes: the file was shortened", short, len(data)); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v, want %s …", err, want)
	}
	in.Size = int64(short)
	in.ReaderAt = bytes.NewReader(data)
	if _, err = Read(context.Background(), in, Options{}); err == nil || !strings.HasPrefix(err.Error(), "a.csv: grew beyond") {
		t.Errorf("error %v", err)
	}
}
