package inventory

import (
	"slices"
	"strings"

	"chatcompat/inventory/internal/parallel"
)

// target is one server that a row names: as written, and what it is.
type target struct {
	name       string // "" where the cell cannot be read
	server     *server
	number     int32 // the server's
	col        int16 // the column that names it
	unreadable bool  // the cell does not tell which server it is
	beside     bool  // filled is what stands beside the name
	written    bool  // cells name it alone, and as it is

	// What every pair asks of the server is kept here, where it is near.
	filled      *distinct[ServerVersion] // its version, where the row's own cell is blank: what stands beside the name, else what the inventory as a whole says; nil: nobody asked yet
	cell        cell                     // where that is stated; it and all behind it is set when nothing changes any more
	key         string                   // the server's; before it has one, see nameTarget, the name folded, or the text of an unreadable cell
	disputed    *Reading[ServerVersion]
	particulars *particulars
}

// resolveTargets puts the servers in the place of their short names, and leaves
// in each list what names a server first, or first with a version.
func (l *layout) resolveTargets() {
	parallel.Ranges(len(l.lists), func(from, to int) {
		for i := range l.lists[from:to] {
			l.resolveList(&l.lists[from+i])
		}
	})
}

func (l *layout) resolveList(list *targetList) {
	to := list.from
	for i := list.from; i < list.to; i++ {
		t := &l.targets[i]
		t.server = t.server.whole()
		t.number = t.server.number
		n := namesServer(l.targets[list.from:to], t.server)
		switch {
		case n < 0:
			if i > to {
				l.targets[to] = *t
			}
			to++
		case t.beside && !l.targets[int(list.from)+n].beside:
			l.targets[int(list.from)+n] = *t
		}
	}
	list.to = to
}

// namesServer is which of the targets is the server, -1 for none.
func namesServer(targets []target, s *server) int {
	return slices.IndexFunc(targets, func(t target) bool { return t.server == s })
}

// targetText is all that the row says of its targets. The pool is a target
// where a row names no server.
func (l *layout) targetText(row int) string {
	text := l.text(row, FieldServer)
	for _, col := range l.fields[FieldTargets] {
		if more := cleanText(l.raw.Text(row, col)); more != "" && !l.broken(row, col) {
			text += "\n" + more
		}
	}
	if isNoName(text) && l.shape != ShapeServers {
		return l.text(row, FieldPool)
	}
	return text
}

// targetName is the name of a server, and the part of a cell that has it.
type targetName struct{ name, part string }

// readTargets splits a cell that may name several servers and cleans each name;
// unreadable are the parts of it that no person wrote, as one text.
func (l *layout) readTargets(row, col int) (names []targetName, unreadable string) {
	text := cleanText(l.raw.Text(row, col))
	if l.broken(row, col) {
		return nil, text
	}
	return l.splitter().splitTargets(text)
}

// splitTargets is readTargets for a text. A placeholder is a name that somebody
// owes where names stand beside it.
func (s splitter) splitTargets(text string) (names []targetName, unreadable string) {
	if isHostName(text) && !isNoName(text) && noServer(text) == "" { // all that follows comes to the same
		return []targetName{{text, text}}, ""
	}
	var odd, placeholders []string
	for _, part := range s.targetParts(text) {
		part = withoutBullet(cleanText(part))
		if noServer(part) != "" || isTooLong(part) {
			odd = append(odd, part)
			continue
		}
		if isAbbreviated(part) {
			odd = append(odd, part)
			part, _, _ = strings.Cut(part, "/")
		}
		if name := s.wholeOrName(part); name != "" {
			others, rest := s.siblings(part, name)
			names = append(names, targetName{name, rest})
			for _, other := range others {
				names = append(names, targetName{other, other})
			}
			if more := remarkOfMore(part); more != "" {
				odd = append(odd, more)
			}
		} else if part != "" {
			placeholders = append(placeholders, part)
		}
	}
	if len(names) > 0 {
		odd = append(odd, placeholders...)
	}
	return names, strings.Join(odd, "; ")
}

// wholeOrName is the name of the server in a part of a cell: all of the part where
// a version stands in its place and the rest leaves open whether it holds.
func (s splitter) wholeOrName(part string) string {
	name := cleanServer(part)
	if name != part && mayBeVersion(name) && s.isVersion(name) && !s.isVersion(part) {
		return part
	}
	return name
}
