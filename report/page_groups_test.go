package report

import (
	"bytes"
	"html/template"
	"testing"

	"chatcompat/audit"
)

// groupRowsTemplate is what the rows of groups say, in the words of a template.
const groupRowsTemplate = `{{$key := .Key}}{{$verdicts := .Verdicts}}{{$columns := .Columns}}{{range $g := .Groups}}<tr><th scope="row">{{if .Name}}<a href="#findings" data-f="{{filter $key .Name}}"><bdi>{{.Name}}</bdi></a>{{else}}(none named){{end}}</th><td><span class="v-{{.Worst.Key}}">{{.Worst}}</span></td>{{range $columns}}<td class="l"><bdi>{{call .Text $g}}</bdi></td>{{end}}<td><bdi>{{.Owners}}</bdi></td><td class="n">{{count .Pairs}}</td>{{range $v := $verdicts}}<td class="n">{{with index $g.Verdicts $v}}{{count .}}{{end}}</td>{{end}}</tr>
{{end}}`

// TestRowsOfGroupsAreThoseOfATemplate: names of any kind are escaped alike.
func TestRowsOfGroupsAreThoseOfATemplate(t *testing.T) {
	rows := template.Must(template.New("rows").Funcs(template.FuncMap{"filter": pageFilter, "count": thousands}).Parse(groupRowsTemplate))
	meta, findings, _ := fixture()
	g := newGroups(meta.Overrides)
	g.naming = true
	g.add(findings)
	for _, name := range []string{"a+b", "<b>&\"'</b>", "\x00\u202e\ufeff\t\n", "日本 語", "\xff\xfe", "`${x}`", ""} {
		odd := findings[0]
		odd.Application, odd.ApplicationKey, odd.ApplicationNumber = name, "odd "+name, 0
		g.add([]audit.Finding{odd})
		g.servers.all[0].owners = append(g.servers.all[0].owners, name)
	}
	g.complete()
	for _, p := range []pageGroups{{Key: "application", Columns: applicationColumns, Groups: g.applications.worstFirst()},
		{Key: "server", Columns: serverColumns(meta), Groups: g.servers.worstFirst()}} {
		var want bytes.Buffer
		if err := rows.Execute(&want, p); err != nil {
			t.Fatal(err)
		}
		var got string
		for row := range p.Rows() {
			got += string(row)
		}
		if got != want.String() {
			t.Errorf("rows by %s are\n%s\nwant\n%s", p.Key, got, want.String())
		}
	}
}
