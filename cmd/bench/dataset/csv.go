package dataset

import (
	"encoding/csv"
	"io"
)

var pairsHeader = []string{"Application", "Owner", "API Version", "Server", "Server Version", "Site", "Environment", "Criticality"}

// cells are the cells of a pairs row.
func (e *Estate) cells(w row) [8]string {
	a, s := &e.applications[w.application], &e.servers[w.server]
	return [8]string{a.name, a.owner, a.api.Text, s.name, w.version.Text, s.site, s.environment, a.criticality}
}

func (e *Estate) writePairs(out io.Writer) error {
	return writeCSV(out, pairsHeader, len(e.rows), func(i int, record []string) []string {
		cells := e.cells(e.rows[i])
		return append(record, cells[:]...)
	})
}

func (e *Estate) writeApplications(out io.Writer) error {
	header := []string{"Application", "Owner", "API Version", "Criticality"}
	return writeCSV(out, header, len(e.applications), func(i int, record []string) []string {
		a := &e.applications[i]
		return append(record, a.name, a.owner, a.api.Text, a.criticality)
	})
}

func (e *Estate) writeServers(out io.Writer) error {
	header := []string{"Server", "Version", "Site", "Environment"}
	return writeCSV(out, header, len(e.servers), func(i int, record []string) []string {
		s := &e.servers[i]
		return append(record, s.name, s.version.Text, s.site, s.environment)
	})
}

func (e *Estate) writeTargets(out io.Writer) error {
	return writeCSV(out, []string{"Application", "Server"}, len(e.rows), func(i int, record []string) []string {
		w := e.rows[i]
		return append(record, e.applications[w.application].name, e.servers[w.server].name)
	})
}

// writeCSV writes a table of n rows; row appends the cells of one to a record.
func writeCSV(out io.Writer, header []string, n int, row func(int, []string) []string) error {
	w := csv.NewWriter(out)
	if err := w.Write(header); err != nil {
		return err
	}
	record := make([]string, 0, len(header))
	for i := range n {
		if err := w.Write(row(i, record)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
