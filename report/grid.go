package report

import (
	"slices"
	"strconv"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// grid is the matrix of the summary as rows of APIs and columns of server
// versions, in the order of the summary.
type grid struct {
	apis    []inventory.API
	servers []inventory.ServerVersion
	cells   map[gridKey]gridCell
}

// basisLine says what the verdicts of a list rest on that does not have the basis of each.
func basisLine(own []audit.Override) string {
	line := "Basis: " + audit.Page.String() + ", row API, column server version"
	if len(own) > 0 {
		line += "; own rules where they are in force"
	}
	return line + ". -o csv names the cell for each pair, and where the inventory states both versions."
}

type gridKey struct {
	api    inventory.API
	server inventory.ServerVersion
}

// gridCell is one cell; Verdict is the one in force where Known says that there is one.
type gridCell struct {
	Pairs   int
	Verdict audit.Verdict
	Known   bool
	Own     bool // by an own rule
}

func newGrid(s audit.Summary, overrides []audit.Override) grid {
	g := grid{cells: map[gridKey]gridCell{}}
	for _, c := range s.Matrix {
		if !slices.Contains(g.apis, c.API) {
			g.apis = append(g.apis, c.API)
		}
		if !slices.Contains(g.servers, c.Server) {
			g.servers = append(g.servers, c.Server)
		}
		g.cells[gridKey{c.API, c.Server}] = gridCell{Pairs: c.Pairs}
	}
	for _, c := range cellsInForce(overrides) {
		key := gridKey{c.API, c.Server}
		if cell, ok := g.cells[key]; ok {
			g.cells[key] = gridCell{cell.Pairs, c.Verdict, true, c.Own != nil}
		}
	}
	return g
}

// words is the verdict of the cell, and that it is the user's own.
func (c gridCell) words() string {
	if c.Own {
		return c.Verdict.String() + " (own rule)"
	}
	return c.Verdict.String()
}

// text is the cell in words: "12 Incompatible", "3 Compatible (own rule)"; "" where there is no such cell.
func (g grid) text(api inventory.API, server inventory.ServerVersion) string {
	cell, ok := g.cells[gridKey{api, server}]
	switch {
	case !ok:
		return ""
	case !cell.Known:
		return strconv.Itoa(cell.Pairs)
	}
	return strconv.Itoa(cell.Pairs) + " " + cell.words()
}
