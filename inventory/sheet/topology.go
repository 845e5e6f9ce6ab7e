package sheet

import (
	"fmt"
	"slices"
	"strings"
)

// The table of a topology: one row a machine. Service Version is the number
// that the document gives; what number belongs to which product is in no source
// of the project, so Server Version stays empty and nothing is claimed.
var topologyColumns = [...]string{"Server", "Pool", "Site", "Roles", "Server Version", "Service Version"}

// readTopology reads the two documents in which Lync Server keeps its topology
// – what Get-CsTopology -AsXml prints and what Topology Builder saves – as one
// table of servers. A machine's position is that of its element.
func readTopology(name string, dec decoded) (*Table, error) {
	top, err := parseTopology(dec.text)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	b := topologyTable{t: &Table{File: name, Encoding: dec.encoding}, text: dec.text, line: 1}
	b.row(top.off, topologyColumns)
	used := map[string]bool{}
	for _, c := range top.clusters {
		used[c.key] = true
		b.cluster(top, c)
	}
	b.t.data = b.data.String()
	b.note("%s of %s were read from a topology", counted(b.t.Rows()-1-b.bare, "machine", "machines"),
		counted(len(top.clusters), "pool", "pools"))
	if b.bare > 0 {
		b.note("%s of the topology without a machine", counted(b.bare, "pool", "pools"))
	}
	for _, s := range top.services {
		if s.cluster != "" && !used[s.cluster] {
			b.note("role %s is installed on pool %q, which the topology does not describe", s.role, s.cluster)
		}
	}
	return b.t, nil
}

// topologyTable collects the rows of a topology in the order of the document.
type topologyTable struct {
	t          *Table
	text       string
	data       strings.Builder
	line       int // the line of done
	done       int // offset up to which lines are counted
	lineStart  int
	bare       int // pools without a machine
	notesTaken int
}

func (b *topologyTable) cluster(top *topology, c cluster) {
	var roles, versions []string
	for _, s := range top.services {
		if s.cluster == "" || s.cluster != c.key {
			continue
		}
		roles = appendNew(roles, s.role)
		versions = appendNew(versions, s.version)
	}
	machines := c.machines
	if len(machines) == 0 {
		b.bare++
		machines = []machine{{off: c.off}}
	}
	for _, m := range machines {
		b.row(m.off, [...]string{m.fqdn, c.fqdn, top.siteName(c.site),
			strings.Join(roles, ", "), "", strings.Join(versions, ", ")})
	}
}

func appendNew(list []string, value string) []string {
	if value == "" || slices.Contains(list, value) {
		return list
	}
	return append(list, value)
}

// row adds a row for the element at the given offset; offsets never decrease.
func (b *topologyTable) row(off int, cells [len(topologyColumns)]string) {
	b.line += countLines(b.text[b.done:off])
	if i := strings.LastIndexAny(b.text[b.done:off], "\r\n"); i >= 0 {
		b.lineStart = b.done + i + 1
	}
	b.done = off
	b.t.addRow(b.line)
	b.t.rowCols = append(b.t.rowCols, uint32(off-b.lineStart+1))
	for _, text := range cells {
		b.t.addCell(b.data.Len(), len(text), Text)
		b.data.WriteString(text)
	}
}

func (b *topologyTable) note(format string, args ...any) {
	if b.notesTaken++; b.notesTaken <= notesOfKind {
		b.t.Notes = append(b.t.Notes, Note{Pos{File: b.t.File}, fmt.Sprintf(format, args...)})
	}
}
