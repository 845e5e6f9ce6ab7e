package report

// rowsAtOnce is how many rows of a sheet about pairs are rendered and deflated
// at once.
const rowsAtOnce = 768

// pairRows are the rows of All pairs that were not given to the press yet.
type pairRows struct {
	notes []uint32
	first int // place of the first one in the list
}

// addPair adds a pair to All pairs.
func (w *workbook) addPair(note []uint32) {
	if len(w.rows.notes) == 0 {
		w.rows.notes = make([]uint32, 0, rowsAtOnce*w.sheets.pairSize())
	}
	w.rows.notes = append(w.rows.notes, note[:w.sheets.pairSize()]...)
	w.pairs.count++
	if n := w.pairs.count - w.rows.first; n == rowsAtOnce || w.pairs.count%w.pairs.perSheet() == 0 {
		w.pressPairs()
	}
}

// pressPairs gives the rows of All pairs to the press, once it has room for more.
func (w *workbook) pressPairs() {
	if len(w.rows.notes) == 0 {
		return
	}
	notes, size, classes, sheet := w.rows.notes, w.sheets.pairSize(), w.classes.all, &w.rowSheets[rowsOfPairs]
	row := w.rows.first%w.pairs.perSheet() + 2
	w.pairs.bodyOf(w.rows.first).text.addPiece(w.press.render(func() []byte {
		raw := w.press.room()
		for i := 0; i < len(notes); i += size {
			raw = sheet.appendRow(raw, row+i/size, notes[i:], classes[notes[i+noteClass]])
		}
		return raw
	}))
	w.rows = pairRows{first: w.pairs.count}
}

// pressKept gives the rows of a list of kept findings to the press, all at once;
// note is that of a row.
func (w *workbook) pressKept(l *list, sheet *rowSheet, note func(row int) []uint32) {
	classes := w.classes.all
	for first, end := 0, 0; first < l.count; first = end {
		end = min(l.count, first+rowsAtOnce, first-first%l.perSheet()+l.perSheet())
		l.bodyOf(first).text.addPiece(w.press.renderSoon(func() []byte {
			raw := w.press.room()
			approachNotes(first, end, note)
			for row := first; row < end; row++ {
				one := note(row)
				raw = sheet.appendRow(raw, row%l.perSheet()+2, one, classes[one[noteClass]])
			}
			return raw
		}))
	}
}

// approachNotes looks at what is kept of some rows, in no order of memory: the
// processor then waits for all of it at once.
func approachNotes(first, end int, note func(row int) []uint32) (seen uint32) {
	for row := first; row < end; row++ {
		one := note(row)
		seen += one[0] + one[len(one)-1]
	}
	return seen
}

// linkKept adds the links of a list of kept findings, in the order of its cells.
// To is asked for each cell that is a link.
func (w *workbook) linkKept(l *list, sheet *rowSheet, note func(row int) []uint32, to func(row int, link *rowLink) (place, string)) {
	for row := 0; row < l.count; row++ {
		if b := l.bodyOf(row); b.linked == l.limits.links {
			row += l.perSheet() - 1 - row%l.perSheet() // to the next sheet
			continue
		}
		one := note(row)
		class := &w.classes.all[one[noteClass]].classKey
		for i := range sheet.links {
			link := &sheet.links[i]
			if !link.cell.isLink(class) || link.cell.number(one, pairFlags(one[noteFlags])) == 0 {
				continue
			}
			at, tip := to(row, link)
			l.bodyOf(row).link(l.limits, link.col, row%l.perSheet()+2, at, 1, tip)
		}
	}
}
