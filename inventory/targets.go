package inventory

import (
	"slices"
	"strings"
)

// target is one server that a row names: as written, and what it is.
type target struct {
	name       string // "" where the cell cannot be read
	server     *server
	number     int32 // the server's
	col        int16 // the column that names it
	unreadable bool  // the cell names nobody knows which server
	written    bool  // cells name it alone, and as it is

	// What every pair asks of the server is kept here, where it is near.
	filled      *distinct[ServerVersion] // what the inventory as a whole says of its version; nil: nobody asked yet
	cell        cell                     // where that is stated; it and all behind it is set when nothing changes any more
	key         string                   // the server's
	disputed    *Reading[ServerVersion]
	particulars *particulars
}

// appendTargets appends the servers that a cell names.
func (s *servers) appendTargets(targets []target, l *layout, row, col int) []target {
	names, unreadable := l.readTargets(row, col)
	for _, name := range names {
		targets = append(targets, target{name: name, server: s.named(name), col: int16(col)})
	}
	if unreadable != "" && l.shape != ShapeServers {
		targets = append(targets, target{server: s.unreadable(unreadable), col: int16(col), unreadable: true})
	}
	return targets
}

// resolveTargets puts the servers in the place of their short names, and leaves
// in each list what names a server first.
func (l *layout) resolveTargets() {
	for i := range l.targets {
		t := &l.targets[i]
		t.server = t.server.whole()
		t.number = t.server.number
	}
	for i := range l.lists {
		list := &l.lists[i]
		to := list.from
		for _, t := range l.targets[list.from:list.to] {
			if !namesServer(l.targets[list.from:to], t.server) {
				l.targets[to] = t
				to++
			}
		}
		list.to = to
	}
}

func namesServer(targets []target, s *server) bool {
	return slices.ContainsFunc(targets, func(t target) bool { return t.server == s })
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
	if isPlaceholder(text) && l.shape != ShapeServers {
		return l.text(row, FieldPool)
	}
	return text
}

// readTargets splits a cell that may name several servers and cleans each name;
// unreadable are the parts of it that no person wrote, as one text.
func (l *layout) readTargets(row, col int) (names []string, unreadable string) {
	text := cleanText(l.raw.Text(row, col))
	if l.broken(row, col) {
		return nil, text
	}
	return splitTargets(text)
}

// splitTargets is readTargets for a text.
func splitTargets(text string) (names []string, unreadable string) {
	for _, part := range targetParts(text) {
		part = cleanText(part)
		if noServer(part) != "" {
			unreadable = strings.TrimPrefix(unreadable+"; "+part, "; ")
		} else if name := cleanServer(part); name != "" {
			names = append(names, name)
		}
	}
	return names, unreadable
}

func targetParts(text string) []string {
	separators := ";,|\n\r"
	if !strings.ContainsAny(text, separators) {
		return []string{text}
	}
	switch what := noServer(text); {
	case isDistinguishedName(text), what == typeName: // their commas divide no servers
		separators = ";|\n\r"
	case what != "" && what != errorValue:
		return []string{text}
	}
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) })
}
