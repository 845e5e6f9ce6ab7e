package sheet

// event is what a scanner has to say about a text: a note, or a row whose cells
// cannot be told apart. A scanner that began in the middle of a text counts its
// lines from there, so what it says waits until the lines before are counted.
type event struct {
	kind    noteKind // noteKinds for a row that is a fault
	off     int      // where the record begins that it speaks of
	row     int      // its number in the block of the scanner
	at      Pos
	value   string // of a fault; the type that a #TYPE line names
	message telling
}

// telling words a message when it is known how many lines were not counted.
type telling func(lines int) string

// saying is a message without lines.
func saying(message string) telling {
	return func(int) string { return message }
}

func (s *scanner) note(kind noteKind, at Pos, message telling) {
	s.events = append(s.events, event{kind: kind, off: s.pos, at: at, message: message})
}

// spend is what was spent in all up to and with a row.
type spend struct{ row, total int }

// tell tells the events from an offset on to a table. Lines is what has to be
// added to their lines, rows to the numbers of their rows.
func tell(events []event, t *Table, notes *noteList, from, lines, rows int) {
	for _, e := range events {
		if e.off < from {
			continue
		}
		e.at.Row += lines
		switch e.kind {
		case noteKinds:
			t.addFault(e.row+rows, Fault{At: e.at, Value: e.value, Message: e.message(lines)})
			continue
		case noteType:
			if t.TypeName == "" {
				t.TypeName = e.value
			}
		}
		notes.add(e.kind, e.at, e.message(lines))
	}
}
