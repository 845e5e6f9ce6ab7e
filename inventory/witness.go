package inventory

import (
	"slices"
	"strings"
)

// A servers table may say the version of a server in two columns: the product in
// one, its build in the other. The column that the header speaks for is read; the
// other is its witness. It fills nothing: it settles what the first leaves open
// (Lync Server beside 5.0.8308.0), and where both name a version and they differ,
// neither holds.

// placeProducts makes the first column of products that of the server's version in a
// table of servers that has no other. It gives those that are left.
func (l *layout) placeProducts(products []int) []int {
	if len(products) == 0 || !l.ofServers() || l.has(FieldServerVersion) {
		return products
	}
	l.setField(products[0], FieldServerVersion)
	return products[1:]
}

// ofServers reports a table that names servers or pools and no applications.
func (l *layout) ofServers() bool {
	return l.hasTarget() && !l.has(FieldApplication) && !l.has(FieldApplicationID)
}

// findWitnesses finds the columns that say the version of a servers table's server
// once more: headed Version, Build and the like, or with products as values. An
// export has columns of its own, and a column that the user chose needs no witness.
func (l *layout) findWitnesses(products []int) {
	if l.export != nil || !l.has(FieldServerVersion) || !l.ofServers() {
		return
	}
	if mappedField(l.columns[l.column(FieldServerVersion)].Header, l.mappings) != NoField {
		return
	}
	for col, c := range l.columns {
		if c.Field == NoField && (slices.Contains(products, col) || isVersionHeader(c.Header)) {
			l.witnesses = append(l.witnesses, col)
			l.columns[col].Witness = FieldServerVersion
		}
	}
}

// heard is what a server version cell says after the witnesses of its row.
func (l *layout) heard(row int, r Reading[ServerVersion]) Reading[ServerVersion] {
	for _, col := range l.witnesses {
		w := parseCell(cellText{cleanText(l.raw.Text(row, col)), l.raw.Kind(row, col)}, l.own.ParseServerVersion)
		if !w.Version.Known() || w.Version.Own() || r.Version.Own() {
			continue // a version of an own matrix may go with any build
		}
		switch {
		case r.Version.Known() && r.Version != w.Version && (r.Version.Covered() || w.Version.Covered()):
			return Reading[ServerVersion]{Written: r.Written, Cause: Contradictory, Detail: "names " + r.Version.String() +
				", and " + Quote(w.Written) + " in column " + Quote(l.columns[col].Header) + " names " + w.Version.String()}
		case r.Cause == Ambiguous:
			if settled := l.own.ParseServerVersion(r.Written + " " + w.Written); settled.Version.Known() {
				settled.Written, settled.Certainty = r.Written, Inferred
				settled.Detail += "; " + Quote(w.Written) + " is in column " + Quote(l.columns[col].Header)
				r = settled
			}
		}
	}
	return r
}

// withoutProducts leaves out the columns that general headers such as Product and
// Software make an application, where another such column is there and they hold
// products of servers. It gives them, too.
func (l *layout) withoutProducts(candidates []candidate) (left []candidate, products []int) {
	if len(candidates) < 2 || slices.ContainsFunc(candidates, func(c candidate) bool { return c.rank != weak }) {
		return candidates, nil
	}
	for _, c := range candidates {
		if l.holdsServerProducts(c.col) {
			products = append(products, c.col)
		} else {
			left = append(left, c)
		}
	}
	return left, products
}

// holdsServerProducts reports a column of which most values are products that servers
// run, and at least one is a chat server.
func (l *layout) holdsServerProducts(col int) bool {
	chat := false
	most := l.vote(col, func(text string) bool {
		ours, other := l.serverProduct(text)
		chat = chat || ours
		return ours || other
	})
	return most && chat
}

// serverProduct reports a text that is the name of a product and nothing else: of a
// chat server, with or without its version, or of another one.
func (l *layout) serverProduct(text string) (chat, other bool) {
	if l.isServerVersion(text) {
		return true, false
	}
	if len(text) > foldMax {
		return false, false
	}
	s := survey(fold(strings.TrimSpace(text)))
	if len(s.unknown)+len(s.doubts)+len(s.clients) > 0 {
		return false, false
	}
	if len(s.claims) == 0 {
		return false, len(s.others) > 0
	}
	return !slices.ContainsFunc(s.claims, func(c claim) bool { return c.kind != platform }), false
}
