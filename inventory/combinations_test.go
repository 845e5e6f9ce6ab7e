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
	named      pieceKind = iota // a product with its generation
	bare                        // a year or a build, which may be anybody's beside other words
	leavesOpen                  // a word or a sign of doubt
	harmless                    // changes nothing
	foreign                     // changes nothing for a server, and may name another API
)

var versionPieces = []versionPiece{
	{"Lync Server 2013", gen2013, named}, {"Lync 2013", gen2013, named}, {"Lync 13", gen2013, named},
	{"Lync 15 Technical Preview", gen2013, named}, {"lync-server-2013", gen2013, named}, {"Persistent Chat 2013", gen2013, named},
	{"Lync Server 2010", gen2010, named}, {"Lync 2010", gen2010, named}, {"CS14", gen2010, named}, {"Communications Server 2010", gen2010, named},
	{"OCS 2007 R2", genR2, named}, {"Office Communications Server 2007 R2", genR2, named}, {"OCS R2", genR2, named}, {"Group Chat 2007 R2", genR2, named},
	{"OCS 2007", gen2007, named}, {"Skype for Business Server 2015", gen2015, named}, {"SfB 2019", gen2019, named},
	{"2013", gen2013, bare}, {"5.0.8308.420", gen2013, bare}, {"2010", gen2010, bare}, {"4.0.7577.0", gen2010, bare},
	{"2007 R2", genR2, bare}, {"3.5.6907.0", genR2, bare}, {"6.0.9319.0", gen2015, bare},
	{"not", 0, leavesOpen}, {"planned", 0, leavesOpen}, {"or later", 0, leavesOpen}, {"was", 0, leavesOpen}, {"?", 0, leavesOpen},
	{"geplant", 0, leavesOpen}, {"≠", 0, leavesOpen}, {"➜", 0, leavesOpen}, {"proposed", 0, leavesOpen}, {"≈", 0, leavesOpen},
	{"prod", 0, harmless}, {"CU5", 0, harmless}, {"x64", 0, harmless}, {"Standard Edition", 0, harmless}, {"(English)", 0, harmless}, {"on-prem", 0, harmless},
	{"Windows Server 2012 R2", 0, harmless}, {"SQL Server 2008 R2", 0, harmless}, {"W2012", 0, harmless}, {"VS 2012", 0, harmless}, {"Server 2012", 0, harmless},
	{"Exchange 2013", 0, foreign}, {"SharePoint 2010", 0, foreign}, {"Office 2010", 0, foreign},
	{"Front End", 0, foreign}, {"fe01", 0, foreign}, {"Frankfurt", 0, foreign}, {"VM", 0, foreign}, {"virtual", 0, foreign},
}

// TestNoCombinationPassesAsWhatItDoesNotSay puts two and three pieces together: a
// cell that names no generation or several, or leaves open which holds, is none of
// the matrix, and no cell is taken for a generation that no piece of it names. What
// stands behind a product with its generation and is harmless refuses none.
func TestNoCombinationPassesAsWhatItDoesNotSay(t *testing.T) {
	separators := []string{" ", ", ", " / ", "; ", " - ", "\n", " + ", " ("}
	random := rand.New(rand.NewPCG(3, 4))
	check := func(pieces ...versionPiece) {
		said, kinds, text := noGeneration, [foreign + 1]int{}, ""
		for i, p := range pieces {
			if i > 0 {
				text += separators[random.IntN(len(separators))]
			}
			text, said = text+p.text, said|p.says
			kinds[p.kind]++
		}
		text += strings.Repeat(")", strings.Count(text, "(")-strings.Count(text, ")"))
		sure := pieces[0].kind == named && kinds[named] == 1 && kinds[bare]+kinds[leavesOpen] == 0
		server, api := ParseServerVersion(text), ParseAPI(text)
		may := kinds[leavesOpen] == 0 && said.single()
		if passes := server.Version.Known(); passes && !(may && server.Version == serverOf(said)) || !passes && sure {
			t.Errorf("%q is server version %q %s (%s)", text, server.Version.Key(), server.Cause.Key(), server.Detail)
		}
		if passes := api.Version.Known(); passes && !(may && api.Version == apiOf(said)) || !passes && sure && kinds[foreign] == 0 {
			t.Errorf("%q is API %q %s (%s)", text, api.Version.Key(), api.Cause.Key(), api.Detail)
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
}
