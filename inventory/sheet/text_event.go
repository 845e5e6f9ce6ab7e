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
	message message
}

// message is what an event says: a text, or one that is worded when it is
// known how many lines were not counted.
type message struct {
	text  string
	words func(lines int) string // nil where the text names no lines
}

func (m message) worded(lines int) string {
	if m.words != nil {
		return m.words(lines)
	}
	return m.text
}

// saying is a message that names no lines.
func saying(text string) message { return message{text: text} }

// naming is a message that names lines.
func naming(words func(lines int) string) message { return message{words: words} }

func (s *scanner) note(kind noteKind, at Pos, m message) {
	s.events = append(s.events, event{kind: kind, off: s.pos, at: at, message: m})
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
			t.addFault(e.row+rows, Fault{At: e.at, Value: e.value, Message: e.message.worded(lines)})
			continue
		case noteType:
			if t.TypeName == "" {
				t.TypeName = e.value
			}
		}
		notes.add(e.kind, e.at, e.message.worded(lines))
	}
}
