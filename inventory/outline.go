package inventory

import (
	"math"
	"sync"

	"chatcompat/inventory/internal/parallel"
)

// Outline is a pair in numbers: all that somebody needs who only counts.
type Outline struct {
	// Pairs with the same Like above 0 agree in the versions of both readings and
	// their causes, and in what every known column says that does not merely
	// describe. 0 is not known: a Reader tells.
	Like int32

	Application, Server int32 // as in the pair; 0 also where it names none

	// The numbers of the readings where the pair's own row says all there is of it,
	// or nothing but names; else 0. See [Row].
	API, ServerVersion int32
	Joined             bool // with those numbers: the row says nothing but names
	Contradicted       bool // likewise: others contradict that server version, see [Row.Contradiction]
}

// Outlines tells what all outlines of an estate have in common.
type Outlines struct {
	Applications, Servers int32 // the highest numbers in outlines
	Versions              int   // different APIs and server versions, the unknown ones included

	e      *Estate
	tables []outlinedTable

	mu    sync.Mutex
	likes map[likeness]int32
	said  map[string]uint16 // what rows say in the columns that do not merely describe
}

// outlinedTable is what outlines need of a table, near the processor.
type outlinedTable struct {
	layout         *layout
	apis, versions []outlinedReading // by their places in the layout
	namings        []outlinedSide    // applications as rows name them
	targets        []outlinedSide    // servers likewise
	said           []uint16          // what rows say in columns that do not merely describe
	commas         bool              // it is a text with commas between the cells
	plain          bool              // there are no unknown columns
	bare           bool              // there are none but those of names and versions
}

// outlinedReading is a reading of one text.
type outlinedReading struct {
	gist    gist
	written bool  // cells have the text as it is
	number  int32 // as in pairs
	says    bool  // there is a text
}

// outlinedSide is an application or a server as rows of one table name it.
type outlinedSide struct {
	number           int32 // as in an outline
	filled, disputed gist  // what fills a blank version, what a known one becomes; 0: as the row has it
	said             uint16
	listed           bool  // a table of applications, or of servers, knows it
	extras           bool  // it has cells of unknown columns there
	written          bool  // cells have the name, alone and as it is
	lowered          Field // its cells have what keys name, capitals aside; NoField: none do
	unreadable       bool  // nobody knows which server it is: what a row says of its version is nobody's
	reading          int32 // the number of what fills a blank
}

// gist is a number for version and cause of a reading, with two bits above it.
type gist uint16

const (
	gistKnown   gist = 1 << 15         // the version is known
	gistMissing gist = 1 << 14         // nobody states it
	gistUnsure  gist = gistMissing - 1 // as the number: a Reader has to look
)

// unsure in place of a number says that a Reader has to look.
const unsure = math.MaxUint16

// likeness is all that Outline.Like promises: the gists of both readings, and what
// the row, the application and the server say beside them.
type likeness struct{ readings, said uint64 }

// newLikeness is told in numbers; sure is false where one of them is that only a
// Reader can tell.
func newLikeness(api, version gist, row, application, server uint16) (l likeness, sure bool) {
	sure = row != unsure && application != unsure && server != unsure && api&gistUnsure != gistUnsure && version&gistUnsure != gistUnsure
	return likeness{uint64(api)<<16 | uint64(version), uint64(row)<<32 | uint64(application)<<16 | uint64(server)}, sure
}

func (l likeness) hash() uint64 {
	h := l.readings*0x9e3779b97f4a7c15 ^ l.said*0xbf58476d1ce4e5b9
	return h ^ h>>32
}

// mostLikes bounds how many different things are numbered.
const mostLikes = 1 << 14

// outlinedPairs is how many pairs are outlined at once: few enough for the
// processor's cache.
const outlinedPairs = 1 << 14

// Each outlines all pairs, block by block, and hands the blocks to visit in their
// order with the place of their first pair; the next block is outlined meanwhile,
// on a few processors. A block is valid during the call only. It ends with the first
// error of visit.
func (o *Outlines) Each(visit func(block []Outline, first int) error) error {
	const pieces = 4 // of a block, so that all processors end at the same time
	readers := make([]*OutlineReader, pieces)
	for i := range readers {
		readers[i] = o.Reader()
	}
	n := o.e.Len()
	var block, next []Outline
	room := [2][]Outline{make([]Outline, min(n, outlinedPairs)), make([]Outline, max(0, min(n-outlinedPairs, outlinedPairs)))}
	for from, turn := 0, 0; from < n || len(block) > 0; turn++ {
		next = room[turn%2][:max(0, min(n-from, outlinedPairs))]
		var err error
		parallel.Do(pieces+1, func(i int) {
			if i == 0 {
				if len(block) > 0 {
					err = visit(block, from-len(block))
				}
				return
			}
			first, end := len(next)*(i-1)/pieces, len(next)*i/pieces
			readers[i-1].Read(next[first:end], from+first)
		})
		if err != nil {
			return err
		}
		from += len(next)
		block = next
	}
	return nil
}

// Reader outlines pairs beside others.
func (o *Outlines) Reader() *OutlineReader {
	return &OutlineReader{of: o}
}

// like is the number of a likeness; 0 where there are too many.
func (o *Outlines) like(l likeness) int32 {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, known := o.likes[l]
	if !known && len(o.likes) < mostLikes {
		n = int32(len(o.likes) + 1)
		o.likes[l] = n
	}
	return n
}
