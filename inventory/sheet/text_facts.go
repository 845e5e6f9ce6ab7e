package sheet

import (
	"bytes"
	"unicode/utf8"

	"chatcompat/inventory/internal/parallel"
)

// byteFacts is what one look at all bytes tells, so that nobody has to look for
// what does not occur.
type byteFacts struct {
	notUTF8   bool
	letters   bool // beyond ASCII
	returns   bool // carriage returns
	questions bool // question marks
	nuls      int
}

// factsPiece is how many bytes are looked at before they leave the nearest cache.
const factsPiece = 1 << 18

// factsOf looks at all bytes, on all cores.
func factsOf(text []byte) byteFacts {
	all := make([]byteFacts, pieces(len(text), factsPiece))
	parallel.Do(len(all), func(i int) {
		from := nextRune(text, i*factsPiece)
		all[i] = lookAt(text[from:max(from, nextRune(text, (i+1)*factsPiece))])
	})
	return joinFacts(all)
}

// joinFacts are the facts of all pieces together.
func joinFacts(all []byteFacts) byteFacts {
	var f byteFacts
	for _, p := range all {
		f.notUTF8 = f.notUTF8 || p.notUTF8
		f.letters = f.letters || p.letters
		f.returns = f.returns || p.returns
		f.questions = f.questions || p.questions
		f.nuls += p.nuls
	}
	return f
}

// nextRune is the first byte from i on at which a character may begin.
func nextRune(text []byte, i int) int {
	if i == 0 {
		return 0
	}
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return min(i, len(text))
}

func lookAt(piece []byte) byteFacts {
	f := lookAtText(piece)
	f.notUTF8 = !utf8.Valid(piece)
	return f
}

// lookAtText looks at what is known to be UTF-8.
func lookAtText(piece []byte) byteFacts {
	return byteFacts{
		letters:   asciiRun(piece) < len(piece),
		returns:   bytes.IndexByte(piece, '\r') >= 0,
		questions: bytes.IndexByte(piece, '?') >= 0,
		nuls:      bytes.Count(piece, []byte{0}),
	}
}
