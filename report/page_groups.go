package report

import (
	"html/template"
	"iter"
	"strings"

	"chatcompat/audit"
)

// pageGroups is a table of applications or of servers.
type pageGroups struct {
	ID, Title, Head string
	Key             string // of the column that a name filters by
	Columns         []groupColumn
	Groups          []*group
}

// Verdicts are the columns of the table, worst first.
func (pageGroups) Verdicts() []audit.Verdict { return audit.Verdicts() }

// Rows are the rows of the table. There may be many thousands, which a template
// would take a second for.
func (p pageGroups) Rows() iter.Seq[template.HTML] {
	return func(yield func(template.HTML) bool) {
		var b []byte
		for _, g := range p.Groups {
			if b = p.appendRow(b[:0], g); !yield(template.HTML(b)) {
				return
			}
		}
	}
}

func (p pageGroups) appendRow(b []byte, g *group) []byte {
	b = append(b, `<tr><th scope="row">`...)
	if g.Name == "" {
		b = append(b, "(none named)"...)
	} else {
		b = append(b, `<a href="#findings" data-f="`...)
		b = appendTemplated(b, pageFilter(p.Key, g.Name))
		b = append(appendTemplated(append(b, `"><bdi>`...), g.Name), "</bdi></a>"...)
	}
	worst := g.Worst()
	b = append(append(b, `</th><td><span class="v-`...), worst.Key()...)
	b = append(append(append(b, `">`...), worst.String()...), "</span></td>"...)
	for _, c := range p.Columns {
		b = append(appendTemplated(append(b, `<td class="l"><bdi>`...), c.Text(g)), "</bdi></td>"...)
	}
	b = append(appendTemplated(append(b, "<td><bdi>"...), g.Owners()), "</bdi></td>"...)
	b = append(append(append(b, `<td class="n">`...), thousands(g.Pairs)...), "</td>"...)
	for _, v := range audit.Verdicts() {
		b = append(b, `<td class="n">`...)
		if n := g.Verdicts[v]; n > 0 {
			b = append(b, thousands(n)...)
		}
		b = append(b, "</td>"...)
	}
	return append(b, "</tr>\n"...)
}

// appendTemplated appends a text as a template does: hidden characters stay.
func appendTemplated(b []byte, text string) []byte {
	for {
		i := strings.IndexAny(text, "\x00\"&'+<>")
		if i < 0 {
			return append(b, text...)
		}
		b = append(b, text[:i]...)
		switch c := text[i]; c {
		case 0:
			b = append(b, "\ufffd"...)
		case '+':
			b = append(b, "&#43;"...)
		default:
			b = append(b, htmlEscapes[c]...)
		}
		text = text[i+1:]
	}
}
