package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
)

// writable is every format, with the one for templates made from an example.
func writable(t testing.TB) []Format {
	t.Helper()
	formats := append([]Format(nil), Formats...)
	for i, f := range formats {
		if f.Parse != nil {
			formats[i] = exampleTemplate(t, "wiki")
		}
	}
	return formats
}

// exampleTemplate is one of the documented templates.
func exampleTemplate(t testing.TB, name string) Format {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "samples", "templates", name+".tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	format, err := parseTemplate(name+".tmpl", string(text))
	if err != nil {
		t.Fatal(err)
	}
	return format
}

func TestExampleTemplatesMatchTheirGoldenFiles(t *testing.T) {
	for _, s := range samples() {
		for _, name := range []string{"mail", "wiki", "ticket"} {
			got := render(t, exampleTemplate(t, name), s.meta, s.findings, summarise(s.findings))
			compareGolden(t, s.name+"."+name, got)
			if name != "ticket" {
				continue
			}
			if _, err := csv.NewReader(strings.NewReader(got)).ReadAll(); err != nil {
				t.Errorf("%s.ticket: %v", s.name, err)
			}
		}
	}
}

// TestExampleMailPromisesNothing: only where every pair is compatible nothing has to be done.
func TestExampleMailPromisesNothing(t *testing.T) {
	meta, findings, _ := fixture()
	for _, verdict := range audit.Verdicts() {
		some := slices.DeleteFunc(slices.Clone(findings), func(f audit.Finding) bool { return f.Verdict != verdict })
		got := render(t, exampleTemplate(t, "mail"), meta, some, summarise(some))
		nothing, none := strings.Contains(got, "Nothing has to be changed."), strings.Contains(got, "No pair is known to be incompatible.")
		passes := verdict == audit.Compatible || verdict == audit.CompatibleByDesign
		if len(some) == 0 || nothing != passes || none != (verdict == audit.MayBeCompatible || verdict == audit.NotAssessed) {
			t.Errorf("%d pairs that are %v:\n%s", len(some), verdict, got)
		}
	}
}

func TestTemplateFunctions(t *testing.T) {
	meta, findings, summary := fixture()
	hostile := `{{with index .findings 15}}`
	for text, want := range map[string]string{
		`{{len .findings}} {{.summary.pairs}} {{gt .summary.pairs 3}} {{.asOf}}`:                                                            "16 16 true 2026-11-23",
		`{{len (where .findings "verdict" "incompatible" "not-assessed")}}`:                                                                 "9",
		`{{len (where .findings "server.version" "lync-server-2013")}}`:                                                                     "9",
		`{{len (where .findings "mixed" true)}}`:                                                                                            "7",
		`{{len (where .findings "fields.owner" "Collaboration Platforms")}}`:                                                                "9",
		`{{len (where .findings "owner" "Collaboration Platforms")}}`:                                                                       "9",
		`{{with index .findings 0}}{{field "site" .}}|{{field "Cost centre" .}}|{{field "nothing" .}}{{end}}`:                               "Leeds|4711|",
		`{{with index .findings 3}}{{words "api" .api.version}} on {{words "server" .server.version}}: {{words "verdict" .verdict}}{{end}}`: "Lync Server 2010 Group Chat API on Lync Server 2013: May be compatible",
		hostile + `{{csv .application}}{{end}}`:                                                                                             `'=cmd|'/c calc'!A1 <script>alert(1)</script> | ` + "\u202eevil\x1b[31m",
		hostile + `{{html .application}}{{end}}`:                                                                                            `=cmd|&#39;/c calc&#39;!A1 &lt;script&gt;alert(1)&lt;/script&gt; | \u202eevil\x1b[31m`,
		hostile + `{{markdown .application}}{{end}}`:                                                                                        `=cmd\|'/c calc'\!A1 &lt;script&gt;alert(1)&lt;/script&gt; \| \\u202eevil\\x1b\[31m`,
		hostile + `{{text .application}}{{end}}`:                                                                                            `=cmd|'/c calc'!A1 <script>alert(1)</script> | \u202eevil\x1b[31m`,
		hostile + `{{json .fields}}{{end}}`:                                                                                                 `{"owner":"Größe & Söhne, \"Team\"\r\nline two"}`,
		`{{join ", " (index .findings 0).advisories}}{{upper "é"}}{{lower "É"}}`:                                                            "Éé",
		"\ufeffplain": "plain",
	} {
		format, err := parseTemplate("x.tmpl", text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := render(t, format, meta, findings, summary); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestTemplateMistakes: each names file and line, and a template that fails writes nothing.
func TestTemplateMistakes(t *testing.T) {
	meta, findings, summary := fixture()
	for text, want := range map[string]string{
		"a\n{{if}}":                        "x.tmpl:2: missing value for if",
		"a\n{{nosuch .title}}":             `x.tmpl:2: function "nosuch" not defined`,
		"a\n\n  {{.summary.paris}}":        `x.tmpl:3:12: <.summary.paris>: there is no key "paris"; the keys are those of -o json, and {{field "NAME" .}} reads a field that may be missing`,
		`{{where .findings "verdit" "x"}}`: `there is no key "verdit"`,
		`{{words "risk" "x"}}`:             `words wants "verdict", "api" or "server", not "risk"`,
		`{{join ", " .title}}`:             "join wants a list",
		`{{field "owner" .title}}`:         "field wants an object",
	} {
		format, err := parseTemplate("x.tmpl", text)
		var out bytes.Buffer
		if err == nil {
			err = feed(format.New(&out, meta), findings, summary)
		}
		var mistake *TemplateError
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "x.tmpl:") {
			t.Errorf("%q gives error %v, want %s", text, err, want)
		}
		if out.Len() > 0 {
			t.Errorf("%q wrote %q before it failed", text, out.String())
		}
	}
}
