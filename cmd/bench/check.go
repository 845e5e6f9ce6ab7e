package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"chatcompat/audit"
	"chatcompat/cmd/bench/dataset"
)

// checker knows what the outputs of a job must hold.
type checker struct {
	count          func(ctx context.Context, path string) (map[string]int, error)
	rows           int
	pairs, eachRow map[string]int // by verdict
	plain          map[string]int // what the first rival that is checked by eachRow said
}

func newChecker(l *lab, dir string, joined bool) (checker, error) {
	f, err := readFacts(dir)
	if err != nil {
		return checker{}, err
	}
	known := f.Pairs
	if joined {
		known = f.Joined
	}
	return checker{
		count:   l.count,
		rows:    known.Rows,
		pairs:   byVerdict(known.Pairs),
		eachRow: byVerdict(known.EachRow),
		plain:   map[string]int{},
	}, nil
}

// byVerdict turns counts of what is known of versions into counts of verdicts.
func byVerdict(known map[string]int) map[string]int {
	verdicts := map[string]int{}
	for says, n := range known {
		verdict := audit.NotAssessed
		if api, server, ok := strings.Cut(says, dataset.Separator); ok {
			verdict = verdictOf(api, server)
		}
		verdicts[verdict.Key()] += n
	}
	return verdicts
}

// verdictOf is the verdict of the matrix on two keys.
func verdictOf(api, server string) audit.Verdict {
	for _, cell := range audit.Matrix() {
		if cell.API.Key() == api && cell.Server.Key() == server {
			return cell.Verdict
		}
	}
	return audit.NotAssessed
}

// check compares an output with what it must hold. The note says what is worth
// knowing of one that passed.
func (c checker) check(ctx context.Context, path string, says says) (note string, err error) {
	if says == unchecked {
		return "", nil
	}
	got, err := c.count(ctx, path)
	if err != nil {
		return "", err
	}
	rows := 0
	for _, n := range got {
		rows += n
	}
	switch says {
	case sheetRows:
		if got[""] < sum(c.pairs) {
			err = fmt.Errorf("the largest sheet has %d rows, want %d", got[""], sum(c.pairs))
		}
	case eachPair:
		if !maps.Equal(got, c.pairs) {
			err = fmt.Errorf("verdicts %v, want %v", got, c.pairs)
		}
	case eachRow:
		if len(c.plain) == 0 {
			maps.Copy(c.plain, got)
		}
		if rows != c.rows || !maps.Equal(got, c.plain) {
			err = fmt.Errorf("%d rows with verdicts %v, want %d with %v as others say", rows, got, c.rows, c.plain)
		}
	case noOther:
		return c.checkNoOther(rows, got)
	}
	return "", err
}

// checkNoOther holds an output to verdicts that are the audit's or not-assessed.
func (c checker) checkNoOther(rows int, got map[string]int) (note string, err error) {
	if rows != c.rows {
		return "", fmt.Errorf("%d rows, want %d", rows, c.rows)
	}
	for verdict, n := range got {
		if verdict != audit.NotAssessed.Key() && n > c.eachRow[verdict] {
			return "", fmt.Errorf("%d rows are %s, want %d at most", n, verdict, c.eachRow[verdict])
		}
	}
	more := got[audit.NotAssessed.Key()] - c.eachRow[audit.NotAssessed.Key()]
	return fmt.Sprintf("%d rows more than the audit are not assessed", more), nil
}

func sum(counts map[string]int) int {
	n := 0
	for _, count := range counts {
		n += count
	}
	return n
}

// count counts the rows of an output in a process of its own, whose memory is
// not this one's.
func (l *lab) count(ctx context.Context, path string) (counts map[string]int, err error) {
	output, err := exec.CommandContext(ctx, l.self, "peer", "count", path).Output()
	if err != nil {
		return nil, fmt.Errorf("counting %s: %w", filepath.Base(path), err)
	}
	return counts, json.Unmarshal(output, &counts)
}

// countOutput counts the rows of a CSV file by verdict, or those of the largest
// sheet of a workbook under "".
func countOutput(path string) (map[string]int, error) {
	if filepath.Ext(path) == ".xlsx" {
		return countWorkbook(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return nil, err
	}
	column := -1
	for i, name := range header {
		if strings.TrimPrefix(name, "\ufeff") == "verdict" {
			column = i
		}
	}
	if column < 0 {
		return nil, fmt.Errorf("no column verdict in %q", header)
	}
	counts := map[string]int{}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return counts, nil
		}
		if err != nil {
			return nil, err
		}
		counts[record[column]]++
	}
}

func countWorkbook(path string) (map[string]int, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	most := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue
		}
		rows, err := countRows(f)
		if err != nil {
			return nil, err
		}
		most = max(most, rows-1) // without the header
	}
	return map[string]int{"": most}, nil
}

// countRows counts the row elements of a sheet.
func countRows(f *zip.File) (rows int, err error) {
	part, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer part.Close()
	s := bufio.NewScanner(part)
	s.Buffer(nil, 1<<20)
	s.Split(scanElements)
	for s.Scan() {
		if bytes.HasPrefix(s.Bytes(), []byte("row ")) {
			rows++
		}
	}
	return rows, s.Err()
}

// scanElements splits XML before each tag.
func scanElements(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '<'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
