package inventory

import (
	"slices"
	"strings"
)

// target is one server that a row names: as written, and what it is.
type target struct {
	name   string
	server *server
}

// appendTargets appends the servers that a text names.
func (s *servers) appendTargets(targets []target, text string) []target {
	for _, name := range splitTargets(text) {
		targets = append(targets, target{name, s.named(name)})
	}
	return targets
}

// resolveTargets puts the servers in the place of their short names, and leaves
// in each list what names a server first.
func (l *layout) resolveTargets() {
	for i := range l.targets {
		l.targets[i].server = l.targets[i].server.whole()
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

// splitTargets splits a cell that may name several servers and cleans each name.
func splitTargets(text string) []string {
	var names []string
	for _, part := range targetParts(text) {
		if name := cleanServer(part); name != "" {
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
