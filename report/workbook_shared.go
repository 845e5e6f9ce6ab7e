package report

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// sharedTexts are texts of the workbook's cells: each is rendered once, and
// cells name it by its number. Number 0 is the empty text, for which nothing is
// rendered. They are a part of the file that is written last.
//
// Not every text is remembered: one that never came again would only cost
// memory, and a text may have two numbers.
type sharedTexts struct {
	flow    *flow
	count   uint32 // of texts, the empty one aside
	numbers map[string]uint32
	most    int      // of numbers
	opening []string // of cells, by style
	said    [saidValues]saidValue
	buf     []byte
}

// rememberedTexts is how many texts are known again at most.
const rememberedTexts = 1 << 20

func newSharedTexts(p *press) *sharedTexts {
	return &sharedTexts{flow: newFlow(p, nil), numbers: map[string]uint32{}, most: rememberedTexts}
}

// of is the number of a text.
func (t *sharedTexts) of(s string) uint32 {
	number, _ := t.number(s)
	return number
}

// number is the number of a text. Where it is not remembered, the text has
// another one each time.
func (t *sharedTexts) number(s string) (number uint32, remembered bool) {
	if s == "" {
		return 0, true
	}
	if number, known := t.numbers[s]; known {
		return number, true
	}
	number = t.add([]byte(s))
	if len(t.numbers) >= t.most {
		return number, false
	}
	t.numbers[s] = number
	return number, true
}

// takeOver appends texts that were rendered elsewhere, and tells how many there
// were before.
func (t *sharedTexts) takeOver(other *sharedTexts) (before uint32) {
	before = t.count
	t.count += other.count
	t.flow.add(other.flow)
	return before
}

// add is the number of a text that hardly comes again.
func (t *sharedTexts) add(text []byte) uint32 {
	if len(text) == 0 {
		return 0
	}
	if isPlainXML(text) {
		t.flow.raw = append(append(t.flow.raw, openingOfText(false)...), text...)
		return t.end()
	}
	s := clean(string(text))
	t.begin(s)
	t.flow.raw = appendXML(t.flow.raw, s)
	return t.end()
}

// isPlainXML reports a text that XML and Excel take as it is.
func isPlainXML(text []byte) bool {
	before := byte(' ')
	for _, c := range text {
		if !plainBytes[c] || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}

func (t *sharedTexts) begin(s string) {
	t.flow.raw = append(t.flow.raw, openingOfText(needsPreserve(s))...)
}

// openingOfText is how a text begins.
func openingOfText(preserve bool) string {
	if preserve {
		return `<si><t xml:space="preserve">`
	}
	return "<si><t>"
}

func (t *sharedTexts) end() uint32 {
	t.flow.raw = append(t.flow.raw, "</t></si>"...)
	t.flow.cut()
	t.count++
	return t.count
}

// appendCell appends a cell with a text by its number.
func (t *sharedTexts) appendCell(dst []byte, style int, text uint32) []byte {
	for style >= len(t.opening) {
		n := strconv.Itoa(len(t.opening))
		t.opening = append(t.opening, `<c s="`+n+`" t="s"><v>`)
	}
	opening := t.opening[style]
	if text == 0 {
		return append(append(dst, opening[:len(opening)-len(` t="s"><v>`)]...), "/>"...)
	}
	return append(appendDigits(append(dst, opening...), text-1), "</v></c>"...)
}

// appendDigits appends a number in decimal.
func appendDigits(dst []byte, n uint32) []byte {
	var buf [10]byte
	i := len(buf)
	for n >= 100 {
		i -= 2
		copy(buf[i:], digitPairs[n%100*2:][:2])
		n /= 100
	}
	i -= 2
	copy(buf[i:], digitPairs[n*2:][:2])
	if n < 10 {
		i++
	}
	return append(dst, buf[i:]...)
}

// digitPairs are the numbers from 00 to 99.
const digitPairs = "0001020304050607080910111213141516171819" +
	"2021222324252627282930313233343536373839" +
	"4041424344454647484950515253545556575859" +
	"6061626364656667686970717273747576777879" +
	"8081828384858687888990919293949596979899"

// adopt takes over the texts that excelize's cells name by their place; the
// first of them gets the number after the one returned.
func (t *sharedTexts) adopt(book *excelize.File) (before uint32) {
	before = t.count
	for i := range book.SharedStrings.SI {
		text := book.SharedStrings.SI[i].T.Val
		t.begin(text)
		t.flow.raw = appendEscaped(t.flow.raw, text)
		t.end()
	}
	return before
}

// head opens the part, once nothing is added any more.
func (t *sharedTexts) head() []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="` + strconv.Itoa(int(t.count)) + `">`)
}
