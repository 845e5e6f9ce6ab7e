package inventory

import "iter"

// Len is the number of pairs.
func (e *Estate) Len() int { return e.joiner.records.n }

// blockPairs is how many pairs a block holds: few enough for the processor's cache.
const blockPairs = 256

// Pairs yields the pairs in blocks, in stable order: input, sheet, row. A block
// is valid until the next one is asked for.
func (e *Estate) Pairs() iter.Seq[[]Pair] {
	return func(yield func([]Pair) bool) {
		block, r := make([]Pair, min(blockPairs, e.Len())), e.Reader()
		for from := 0; from < e.Len(); from += len(block) {
			block = block[:min(len(block), e.Len()-from)]
			for i := range block {
				r.Read(&block[i], from+i)
			}
			if !yield(block) {
				return
			}
		}
	}
}

// Parts are parts of pairs that not everybody needs.
type Parts uint8

// The parts. They are left out of pairs to save time, never to hide anything.
const (
	KeyPart         Parts = 1 << iota // Pair.Key
	PairKeyPart                       // Pair.PairKey
	DescriptivePart                   // values of fields that describe, see [Field.Describes]
	PositionPart                      // Pair.At, Pair.Also and the positions of the readings
)

// Without is the same estate with pairs that lack some parts.
func (e *Estate) Without(parts Parts) *Estate {
	lean := *e
	lean.without = parts
	return &lean
}

// Reader reads pairs of the estate.
func (e *Estate) Reader() *Reader {
	return &Reader{j: e.joiner, without: e.without, problems: e.Problems, troubled: e.troubled}
}

// Application is the application of the pair at a place.
func (e *Estate) Application(place int) (key, name, id string) {
	v := e.joiner.view(e.joiner.records.at(place))
	name, id = v.application()
	return v.naming.key, name, id
}

// Server is the server of the pair at a place; "" where it names none.
func (e *Estate) Server(place int) (key, name string) {
	if t := e.joiner.view(e.joiner.records.at(place)).target; t != nil && !t.unreadable {
		return t.key, t.name
	}
	return "", ""
}

// Key is the key of the pair at a place.
func (e *Estate) Key(place int) string {
	v := e.joiner.view(e.joiner.records.at(place))
	texts := e.joiner.understood(&v)
	var buf [keyLength]byte
	return string(appendKey(buf[:0], 'k', texts[:]...))
}
