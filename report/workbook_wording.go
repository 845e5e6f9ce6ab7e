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
	class  bool // the same in all findings of a class
	append func([]byte, *audit.Finding) []byte
}

var wordingValues = map[string]*wordingValue{
	"api":         {true, func(b []byte, f *audit.Finding) []byte { return append(b, f.API.Version.String()...) }},
	"application": {false, func(b []byte, f *audit.Finding) []byte { return append(b, applicationName(f)...) }},
	"owner":       {false, func(b []byte, f *audit.Finding) []byte { return append(b, ownerName(f)...) }},
	"position":    {false, func(b []byte, f *audit.Finding) []byte { return f.At.Append(b) }},
	"reason":      {true, func(b []byte, f *audit.Finding) []byte { return append(b, f.Reason...) }},
	"remedy":      {true, func(b []byte, f *audit.Finding) []byte { return append(b, f.Remedy...) }},
	"risk":        {true, func(b []byte, f *audit.Finding) []byte { return append(b, f.Risk.Key()...) }},
	"rule":        {true, func(b []byte, f *audit.Finding) []byte { return f.AppendRule(b) }},
	"server":      {false, func(b []byte, f *audit.Finding) []byte { return append(b, serverName(f)...) }},
	"statements":  {false, func(b []byte, f *audit.Finding) []byte { return f.AppendStatements(b) }},
	"verdict":     {true, func(b []byte, f *audit.Finding) []byte { return append(b, f.Verdict.String()...) }},
	"version":     {true, func(b []byte, f *audit.Finding) []byte { return append(b, f.ServerVersion.Version.String()...) }},
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

// of is the wording for all findings of the class of one, in XML: what is the
// same in all of them is text.
func (w *wording) of(f *audit.Finding) classWording {
	var c classWording
	var raw []byte
	for _, p := range w.parts {
		switch {
		case p.value == nil:
			raw = append(raw, p.text...)
		case p.value.class:
			raw = p.value.append(raw, f)
		default:
			c.parts = append(c.parts, newClassPart(string(raw)), classPart{value: p.value})
			raw = raw[:0]
		}
	}
	c.parts = append(c.parts, newClassPart(string(raw)))
	return c
}

// classWording is a wording for the findings of one class.
type classWording struct{ parts []classPart }

// classPart is a text as XML, or a value.
type classPart struct {
	xml   []byte
	lines []int // how many characters its lines have, the last one open
	value *wordingValue
}

func newClassPart(text string) classPart {
	text = clean(text)
	p := classPart{xml: appendXML(nil, text)}
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
	for i := range c.parts {
		p := &c.parts[i]
		if p.value != nil {
			t.buf = p.value.append(t.buf[:0], f)
			t.flow.raw = appendText(t.flow.raw, t.buf)
			line += len(t.buf)
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
