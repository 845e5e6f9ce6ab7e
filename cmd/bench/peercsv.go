package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strings"
)

// found are the columns that a rival adds.
var found = []string{"verdict", "risk", "reason"}

// csvPeer is the loop that a Go programmer writes first: encoding/csv in and
// out with large buffers and a record that is used again.
func csvPeer(plain, in, out string) error {
	table, err := readPlain(plain)
	if err != nil {
		return err
	}
	return writeRecords(out, func(write func([]string) error) error {
		var row []string
		first := true
		return readRecords(in, func(record []string) error {
			row = append(row[:0], record...)
			if first {
				first = false
				return write(append(row, found...))
			}
			answer := table[generationOf(record[2])][generationOf(record[4])]
			row = append(row, answer[:]...)
			return write(row)
		})
	})
}

// named is a row of a table that others are joined with.
type named struct {
	cells      []string
	generation int
}

// readNamed reads a table by its first column. The generation is that of the
// text in another.
func readNamed(path string, generation int) (map[string]named, error) {
	rows := map[string]named{}
	return rows, readRecords(path, func(record []string) error {
		cells := make([]string, len(record))
		for i, cell := range record {
			cells[i] = strings.Clone(cell)
		}
		rows[cells[0]] = named{cells, generationOf(cells[generation])}
		return nil
	})
}

// joinPeer joins with a map for applications and one for servers.
func joinPeer(plain, applications, servers, targets, out string) error {
	table, err := readPlain(plain)
	if err != nil {
		return err
	}
	apps, err := readNamed(applications, 2)
	if err != nil {
		return err
	}
	hosts, err := readNamed(servers, 1)
	if err != nil {
		return err
	}
	return writeRecords(out, func(write func([]string) error) error {
		var row []string
		first := true
		return readRecords(targets, func(record []string) error {
			app, host := apps[record[0]], hosts[record[1]]
			// application, owner, API, criticality; server, version, site, environment
			a, s := app.cells, host.cells
			row = append(row[:0], a[0], a[1], a[2], s[0], s[1], s[2], s[3], a[3])
			if first {
				first = false
				return write(append(row, found...))
			}
			answer := table[app.generation][host.generation]
			row = append(row, answer[:]...)
			return write(row)
		})
	})
}

// readRecords yields the records of a file, each valid until the next.
func readRecords(path string, yield func([]string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	r.ReuseRecord = true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := yield(record); err != nil {
			return err
		}
	}
}

// writeRecords writes the records that fill asks it to.
func writeRecords(path string, fill func(write func([]string) error) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	buffer := bufio.NewWriterSize(f, 1<<20)
	w := csv.NewWriter(buffer)
	if err := fill(w.Write); err != nil {
		return err
	}
	w.Flush()
	return errors.Join(w.Error(), buffer.Flush(), f.Close())
}
