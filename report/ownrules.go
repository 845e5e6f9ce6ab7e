package report

import (
	"cmp"
	"slices"

	"chatcompat/audit"
)

// ruleCell is a cell of the matrix that is in force: of the vendor's page, or a
// row of the own matrix that takes its place or adds to it.
type ruleCell struct {
	audit.MatrixCell
	Rule string          // what findings cite
	Own  *audit.Override // nil for a cell of the page
}

// cellsInForce lists the nine cells of the page, own rows in the place of those
// that they change, and then the cells that own rows add.
func cellsInForce(overrides []audit.Override) []ruleCell {
	var cells []ruleCell
	for _, c := range audit.Matrix() {
		cells = append(cells, ruleCell{MatrixCell: c, Rule: c.Rule()})
	}
	for i := range overrides {
		o := &overrides[i]
		own := ruleCell{audit.MatrixCell{API: o.API, Server: o.Server, Verdict: o.Verdict, Reason: o.Reason, Remedy: o.Remedy}, o.Rule(), o}
		at := slices.IndexFunc(cells, func(c ruleCell) bool { return c.API == o.API && c.Server == o.Server })
		if at < 0 {
			cells = append(cells, own)
			continue
		}
		cells[at] = own
	}
	return cells
}

// overrideEffect says how an own row stands to the vendor's page.
func overrideEffect(o audit.Override) string {
	switch {
	case !o.Covered:
		return "adds to the vendor's page"
	case o.Loosens():
		return "looser than the vendor's " + o.Vendor.String()
	case o.Verdict != o.Vendor:
		return "stricter than the vendor's " + o.Vendor.String()
	}
	return "the vendor's verdict in own words"
}

// loosestFirst lists own rows for people: those that loosen the page first.
func loosestFirst(overrides []audit.Override) []audit.Override {
	rank := func(o audit.Override) int {
		switch {
		case o.Loosens():
			return 0
		case o.Covered:
			return 1
		}
		return 2
	}
	sorted := slices.Clone(overrides)
	slices.SortStableFunc(sorted, func(a, b audit.Override) int { return cmp.Compare(rank(a), rank(b)) })
	return sorted
}

// overrideLine is an own row in one sentence.
func overrideLine(o audit.Override) string {
	return o.Verdict.String() + ", " + overrideEffect(o) + ": " + o.Rule()
}

// ownMatrixLine names the file of the own rules; "" where there is none.
func ownMatrixLine(file *OwnMatrixFile) string {
	if file == nil {
		return ""
	}
	return "File " + file.Path + ", SHA-256 " + file.SHA256
}
