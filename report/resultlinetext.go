package report

import (
	"encoding/json"
	"strings"
)

// copyTogether replaces texts by copies, all in one piece of memory.
func copyTogether(texts ...*string) {
	n := 0
	for _, t := range texts {
		n += len(*t)
	}
	var all strings.Builder
	all.Grow(n)
	for _, t := range texts {
		all.WriteString(*t)
	}
	rest := all.String()
	for _, t := range texts {
		*t, rest = rest[:len(*t)], rest[len(*t):]
	}
}

// skip passes over what must come next.
func (r *lineReader) skip(text string) {
	if r.ok = r.ok && strings.HasPrefix(r.rest, text); r.ok {
		r.rest = r.rest[len(text):]
	}
}

// next passes over a text if it comes next.
func (r *lineReader) next(text string) bool {
	there := r.ok && strings.HasPrefix(r.rest, text)
	if there {
		r.rest = r.rest[len(text):]
	}
	return there
}

// quoted reads what stands before a text, and the text as it stands between its quotes.
func (r *lineReader) quoted(before string) string {
	r.skip(before)
	r.skip(`"`)
	for end := 0; r.ok; end++ {
		i := strings.IndexByte(r.rest[end:], '"')
		if end += i; i < 0 {
			r.ok = false
			break
		}
		text := r.rest[:end]
		if slashes := len(text) - len(strings.TrimRight(text, `\`)); slashes%2 == 0 {
			r.rest = r.rest[end+1:]
			return text
		}
	}
	return ""
}

// text reads quoted text without its escapes; it may be a part of the line.
func (r *lineReader) text(before string) string {
	text := r.quoted(before)
	if strings.IndexByte(text, '\\') >= 0 {
		text = r.unescaped(text)
	}
	return text
}

func (r *lineReader) unescaped(quoted string) (text string) {
	r.ok = r.ok && json.Unmarshal([]byte(`"`+quoted+`"`), &text) == nil
	return text
}

// shared is a text that other findings may have too; it is kept once.
func (r *lineReader) shared(before string) string {
	quoted := r.quoted(before)
	if text, ok := r.texts[quoted]; ok {
		return text
	}
	quoted = strings.Clone(quoted)
	text := quoted
	if strings.IndexByte(quoted, '\\') >= 0 {
		text = r.unescaped(quoted)
	}
	if r.ok && len(r.texts) < repeatedTextsMax {
		r.texts[quoted] = text
	}
	return text
}

func (r *lineReader) truth(before string) bool {
	if r.skip(before); r.next("true") {
		return true
	}
	r.skip("false")
	return false
}

// keyOnLine reads the fixed key of a value.
func keyOnLine[T any](r *lineReader, before string, values map[string]T) T {
	value, known := values[r.text(before)]
	r.ok = r.ok && known
	return value
}

// listOnLine reads what is behind an opening bracket; an empty list is nil.
func listOnLine[T any](r *lineReader, before string, read func() T) (list []T) {
	if r.skip(before); r.next("]") {
		return nil
	}
	for r.ok {
		if list = append(list, read()); r.next("]") {
			break
		}
		r.skip(",")
	}
	return list
}

// kept is a text as it is, once: what stands between quotes may read the same and be
// another text.
func (r *lineReader) kept(text string) string {
	if known, ok := r.plain[text]; ok {
		return known
	}
	text = strings.Clone(text)
	if len(r.plain) < repeatedTextsMax {
		r.plain[text] = text
	}
	return text
}
