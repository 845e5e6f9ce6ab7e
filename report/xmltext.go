package report

import "strings"

// appendXMLText appends texts as one line of text, also inside an attribute in quotes.
func appendXMLText(b []byte, texts ...string) []byte {
	for _, text := range texts {
		text = visible(text)
		for {
			i := strings.IndexAny(text, `"'&<>`)
			if i < 0 {
				break
			}
			b = append(append(b, text[:i]...), htmlEscapes[text[i]]...)
			text = text[i+1:]
		}
		b = append(b, text...)
	}
	return b
}

// appendAttribute appends an attribute of an element.
func appendAttribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(appendXMLText(b, value), '"')
}
