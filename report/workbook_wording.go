package report

import (
	"strings"

	"chatcompat/audit"
)

// wording is a text with places for what a finding says.
type wording struct{ parts []wordingPart }

// wordingPart is a text, or a value of a finding.
type wordingPart struct {
	text  string
	value *wordingValue // nil: it is the text
}

// wordingValue is what a finding says at a place of a wording.
type wordingValue struct {
	place  int // among those that are its own; ofClass where all findings of a class say the same
	append func([]byte, *audit.Finding) []byte
}

// The values that a finding has alone.
const (
	saysApplication = iota
	saysOwner
	saysPosition
	saysServer
	saysStatements
	saidValues

	ofClass = -1
)

var positionValue = wordingValue{saysPosition, func(b []byte, f *audit.Finding) []byte { return f.At.Append(b) }}

var wordingValues = map[string]*wordingValue{
	"api":         {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, f.API.Version.String()...) }},
	"application": {saysApplication, func(b []byte, f *audit.Finding) []byte { return append(b, applicationName(f)...) }},
	"ask":         {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, usageOf(f).ask...) }},
	"owner":       {saysOwner, func(b []byte, f *audit.Finding) []byte { return append(b, ownerName(f)...) }},
	"position":    &positionValue,
	"probe":       {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, usageOf(f).probe...) }},
	"reason":      {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, f.Reason...) }},
	"remedy":      {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, f.Remedy...) }},
	"risk":        {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, f.Risk.Key()...) }},
	"rule":        {ofClass, func(b []byte, f *audit.Finding) []byte { return f.AppendRule(b) }},
	"server":      {saysServer, func(b []byte, f *audit.Finding) []byte { return append(b, serverName(f)...) }},
	"statements":  {saysStatements, func(b []byte, f *audit.Finding) []byte { return f.AppendStatements(b) }},
	"uses":        {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, usageOf(f).uses...) }},
	"verdict":     {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, f.Verdict.String()...) }},
	"version":     {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, f.ServerVersion.Version.String()...) }},
	"whether":     {ofClass, func(b []byte, f *audit.Finding) []byte { return append(b, usageOf(f).whether...) }},
}

// newWording reads a text with the names of values in braces.
func newWording(text string) wording {
	var w wording
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		w.parts = append(w.parts, wordingPart{text: before})
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		w.parts = append(w.parts, wordingPart{value: wordingValues[name]})
		text = after
	}
	return w
}

// append puts together what the wording says of a finding.
func (w *wording) append(b []byte, f *audit.Finding) []byte {
	for _, p := range w.parts {
		if p.value == nil {
			b = append(b, p.text...)
		} else {
			b = p.value.append(b, f)
		}
	}
	return b
}

// classParts are texts of wordings: many classes have the same.
type classParts map[string]*classPart

// classPartsMax is how many of them are remembered.
const classPartsMax = 1 << 12

// of is a wording for all findings of the class of one, in XML: what is the same in
// all of them is text.
func (known classParts) of(w *wording, f *audit.Finding) classWording {
	c := classWording{parts: make([]*classPart, 0, len(w.parts)+1)}
	var buf [1 << 10]byte
	raw := buf[:0]
	for _, p := range w.parts {
		switch {
		case p.value == nil:
			raw = append(raw, p.text...)
		case p.value.place == ofClass:
			raw = p.value.append(raw, f)
		default:
			c.parts = append(c.parts, known.part(raw), valueParts[p.value.place])
			raw = raw[:0]
		}
	}
	c.parts = append(c.parts, known.part(raw))
	return c
}

// part is a text.
func (known classParts) part(raw []byte) *classPart {
	part, ok := known[string(raw)]
	if !ok {
		part = newClassPart(string(raw))
		if len(known) < classPartsMax {
			known[string(raw)] = part
		}
	}
	return part
}

// classWording is a wording for the findings of one class.
type classWording struct{ parts []*classPart }

// classPart is a text as XML, or a value.
type classPart struct {
	xml   []byte
	lines []int // how many characters its lines have, the last one open
	value *wordingValue
}

// valueParts are the values of a finding, by their places.
var valueParts = func() (parts [saidValues]*classPart) {
	for _, v := range wordingValues {
		if v.place != ofClass {
			parts[v.place] = &classPart{value: v}
		}
	}
	return parts
}()

func newClassPart(text string) *classPart {
	text = clean(text)
	p := &classPart{xml: appendXML(nil, text)}
	for line := range strings.SplitSeq(text, "\n") {
		p.lines = append(p.lines, len(line))
	}
	return p
}

// addWording adds a text that hardly comes again, and tells how many lines it
// takes in a column.
func (t *sharedTexts) addWording(c *classWording, f *audit.Finding, width float64) cellText {
	t.flow.raw = append(t.flow.raw, `<si><t xml:space="preserve">`...)
	lines, line := 0, 0
	for _, p := range c.parts {
		if p.value != nil {
			said := t.value(p.value, f)
			t.flow.raw = append(t.flow.raw, said.xml...)
			line += said.length
			continue
		}
		t.flow.raw = append(t.flow.raw, p.xml...)
		for j, length := range p.lines {
			if j > 0 {
				lines, line = lines+linesOf(line, width), 0
			}
			line += length
		}
	}
	return cellText{number: t.end(), lines: fewLines(lines + linesOf(line, width))}
}

// saidValue is a value of the finding at hand.
type saidValue struct {
	known  bool
	xml    []byte
	length int // before it was XML
}

// value is what a finding says: the one that it was asked for since forget.
func (t *sharedTexts) value(v *wordingValue, f *audit.Finding) *saidValue {
	said := &t.said[v.place]
	if !said.known {
		t.buf = v.append(t.buf[:0], f)
		*said = saidValue{true, appendText(said.xml[:0], t.buf), len(t.buf)}
	}
	return said
}

// forget is for the next finding.
func (t *sharedTexts) forget() {
	for i := range t.said {
		t.said[i].known = false
	}
}

// addPosition adds the position of a finding, unless it has none, and tells how
// many lines it takes.
func (t *sharedTexts) addPosition(f *audit.Finding, width float64) (lines uint8, ok bool) {
	said := t.value(&positionValue, f)
	if said.length == 0 {
		return 1, false
	}
	t.flow.raw = append(t.flow.raw, openingOfText(!isPlainXML(said.xml))...)
	t.flow.raw = append(t.flow.raw, said.xml...)
	t.end()
	return fewLines(linesOf(said.length, width)), true
}

// basisWording is the basis of a finding.
var basisWording = newWording("{rule}{statements}")

// appendText appends a text as XML character data, whatever it holds.
func appendText(dst, text []byte) []byte {
	for _, c := range text {
		if !plainBytes[c] {
			return appendXML(dst, clean(string(text)))
		}
	}
	return append(dst, text...)
}

// plainBytes are the characters that XML and Excel take as they are.
var plainBytes = func() (plain [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		plain[c] = !strings.ContainsRune(`&<>"_`, c)
	}
	return plain
}()
