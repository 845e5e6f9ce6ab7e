package inventory

import (
	"slices"
	"strings"
)

// target is one server that a row names: as written, and what it is.
type target struct {
	name    string
	server  *server
	number  int32 // the server's
	written bool  // cells name it alone, and as it is

	// What every pair asks of the server is kept here, where it is near.
	filled      *distinct[ServerVersion] // what the inventory as a whole says of its version; nil: nobody asked yet
	cell        cell                     // where that is stated; it and all behind it is set when nothing changes any more
	key         string                   // the server's
	disputed    *Reading[ServerVersion]
	particulars *particulars
}

// appendTargets appends the servers that a text names.
func (s *servers) appendTargets(targets []target, text string) []target {
	for _, name := range splitTargets(text) {
		targets = append(targets, target{name: name, server: s.named(name)})
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

// unreadableTarget is the text of a cell that should name a server and holds
// what no person wrote: an error value, the name of a type; "" where there is none.
func (l *layout) unreadableTarget(row int) string {
	for _, f := range []Field{FieldServer, FieldTargets, FieldPool} {
		for _, col := range l.fields[f] {
			if text := cleanText(l.raw.Text(row, col)); text != "" && (l.broken(row, col) || isUnreadable(text)) {
				return text
			}
		}
	}
	return ""
}

// isUnreadable reports a text that a program wrote in place of a value: System.String[].
func isUnreadable(s string) bool {
	return strings.ContainsAny(s, "[]{}#()=`") && ParseServerVersion(s).Cause == Unreadable
}

// splitTargets splits a cell that may name several servers and cleans each name.
func splitTargets(text string) []string {
	var names []string
	for _, part := range targetParts(text) {
		if name := cleanServer(part); name != "" && !isUnreadable(name) {
			names = append(names, name)
		}
	}
	return names
}

func targetParts(text string) []string {
	separators := ";,|\n\r"
	if isDistinguishedName(text) {
		separators = ";|\n\r"
	}
	if !strings.ContainsAny(text, separators) {
		return []string{text}
	}
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) })
}
