package inventory

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// versionPiece is a part of what people write in a version cell, and what it says.
type versionPiece struct {
	text string
	says generations
	kind pieceKind
}

type pieceKind uint8

const (
	stated     pieceKind = iota // a product, a build or a feature with its generation
	leavesOpen                  // a word or a sign of doubt
	otherwise                   // other products, and what changes nothing
)

var versionPieces = []versionPiece{
	{"Lync Server 2013", gen2013, stated}, {"Lync 2013", gen2013, stated}, {"Lync 13", gen2013, stated}, {"2013", gen2013, stated},
	{"5.0.8308.420", gen2013, stated}, {"Lync 15 Technical Preview", gen2013, stated}, {"lync-server-2013", gen2013, stated},
	{"Lync Server 2010", gen2010, stated}, {"Lync 2010", gen2010, stated}, {"2010", gen2010, stated}, {"4.0.7577.0", gen2010, stated},
	{"CS14", gen2010, stated}, {"Communications Server 2010", gen2010, stated},
	{"OCS 2007 R2", genR2, stated}, {"Office Communications Server 2007 R2", genR2, stated}, {"OCS R2", genR2, stated},
	{"2007 R2", genR2, stated}, {"3.5.6907.0", genR2, stated},
	{"OCS 2007", gen2007, stated}, {"Skype for Business Server 2015", gen2015, stated}, {"SfB 2019", gen2019, stated}, {"6.0.9319.0", gen2015, stated},
	{"not", 0, leavesOpen}, {"planned", 0, leavesOpen}, {"or later", 0, leavesOpen}, {"was", 0, leavesOpen}, {"?", 0, leavesOpen},
	{"geplant", 0, leavesOpen}, {"≠", 0, leavesOpen}, {"➜", 0, leavesOpen}, {"proposed", 0, leavesOpen},
	{"Exchange 2013", 0, otherwise}, {"SharePoint 2010", 0, otherwise}, {"Windows Server 2012 R2", 0, otherwise}, {"SQL Server 2008 R2", 0, otherwise},
	{"Office 2010", 0, otherwise}, {"prod", 0, otherwise}, {"CU5", 0, otherwise}, {"x64", 0, otherwise}, {"Standard Edition", 0, otherwise},
	{"Front End", 0, otherwise}, {"fe01", 0, otherwise}, {"Frankfurt", 0, otherwise}, {"(English)", 0, otherwise},
}

// TestNoCombinationPassesAsWhatItDoesNotSay puts two and three pieces together: a
// cell that names no generation or several, or leaves open which holds, is none of
// the matrix, and no cell is taken for a generation that no piece of it names.
func TestNoCombinationPassesAsWhatItDoesNotSay(t *testing.T) {
	separators := []string{" ", ", ", " / ", "; ", " - ", "\n", " + ", " ("}
	random := rand.New(rand.NewPCG(3, 4))
	passed := 0
	check := func(pieces ...versionPiece) {
		said, open, text := noGeneration, false, ""
		for i, p := range pieces {
			if i > 0 {
				text += separators[random.IntN(len(separators))]
			}
			text, said, open = text+p.text, said|p.says, open || p.kind == leavesOpen
		}
		text += strings.Repeat(")", strings.Count(text, "(")-strings.Count(text, ")"))
		r := ParseServerVersion(text)
		switch {
		case r.Cause != NoCause:
		case open || !said.single() || serverOf(said) != r.Version:
			t.Errorf("%q passes as %s (%s)", text, r.Version.Key(), r.Detail)
		default:
			passed++
		}
	}
	for _, a := range versionPieces {
		for _, b := range versionPieces {
			check(a, b)
			check(a, b)
			check(a, b, versionPieces[random.IntN(len(versionPieces))])
			check(a, versionPieces[random.IntN(len(versionPieces))], b)
		}
	}
	if passed < 500 {
		t.Errorf("%d texts passed", passed)
	}
}
