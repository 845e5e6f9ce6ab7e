package report

import (
	"html/template"
	"io"
	"path"
	"strings"
)

// indexPage is one file without script; the table prints and reads aloud well.
const indexPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>{{.Title}}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding: .5rem 0 }
th, td { padding: .35rem .6rem; border-bottom: 1px solid #c8c8c8; text-align: left; vertical-align: top }
th[scope=row] { min-width: 12rem; overflow-wrap: anywhere }
thead th { border-bottom: 2px solid #444 }
.f { white-space: nowrap }
.n { text-align: right; font-variant-numeric: tabular-nums }
tfoot th, tfoot td { border-top: 2px solid #444; font-weight: 600 }
a { color: #0b57a4; margin-right: .6rem }
</style>
</head>
<body>
<h1>{{.Title}}</h1>
<p>As of {{.Day}}. {{.Outcome}}</p>
<table>
<caption>One report for each {{.By}}; the counts of the groups add up to those of the whole.</caption>
<thead><tr><th scope="col">{{.Label}}</th>{{range .Heads}}<th scope="col" class="n">{{.}}</th>{{end}}<th scope="col">Reports</th></tr></thead>
<tbody>
{{range .Groups}}{{template "row" .}}{{end}}</tbody>
<tfoot>
{{template "row" .Whole}}</tfoot>
</table>
</body>
</html>
{{define "row"}}<tr><th scope="row">{{.Name}}</th>{{range .Counts}}<td class="n">{{.}}</td>{{end}}<td class="f">{{$name := .Name}}{{range .Files}}<a href="{{.Link}}" aria-label="{{.Kind}} of {{$name}}">{{.Kind}}</a>{{end}}</td></tr>
{{end}}`

// indexView is what the page shows.
type indexView struct {
	Title, Day, Outcome, By, Label string
	Heads                          []string
	Groups                         []indexRow
	Whole                          indexRow
}

type indexRow struct {
	Name   string
	Counts []int
	Files  []indexFile
}

type indexFile struct{ Link, Kind string }

func writeIndexPage(out io.Writer, x Index) error {
	columns := indexColumns()
	rows := each(x.entries(), func(e IndexEntry) indexRow {
		return indexRow{
			Name:   visible(e.Name),
			Counts: each(columns, func(c indexColumn) int { return c.count(e.Summary) }),
			Files: each(e.Files, func(name string) indexFile {
				return indexFile{indexLink(name), strings.TrimPrefix(path.Ext(name), ".")}
			}),
		}
	})
	page := template.Must(template.New("index").Parse(indexPage))
	return page.Execute(out, indexView{
		Title: visible(x.Meta.Title), Day: x.Meta.AsOf.Format(dayLayout), Outcome: Outcome(x.Meta, x.Whole.Summary),
		By: strings.ToLower(x.By), Label: x.By,
		Heads:  each(columns, func(c indexColumn) string { return c.title }),
		Groups: rows[:len(rows)-1], Whole: rows[len(rows)-1],
	})
}
