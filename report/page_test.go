package report

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func pageOf(t testing.TB, meta Meta, findings []audit.Finding, summary audit.Summary) string {
	t.Helper()
	var b bytes.Buffer
	w := newPage(&b, meta)
	if err := errors.Join(w.Write(findings), w.Close(summary)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// hostile is the fixture with markup, formulas and bidi characters in every text
// that a stranger can write.
func hostile() (Meta, []audit.Finding, audit.Summary) {
	meta, findings, _ := fixture()
	const bad = "\u202e</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'`--><!-- {{.}} =1+1 \x00\u2066"
	for i := range findings {
		f := &findings[i]
		f.Application, f.ApplicationID, f.Server = bad, bad, bad
		f.API.Written, f.API.Detail, f.ServerVersion.Written = bad, bad, bad
		f.Reason, f.Remedy, f.Rule = bad, bad, bad
		f.At.File, f.Key = bad, bad
		f.Fields = inventory.Values{{Field: inventory.FieldSite, Text: bad}, {Field: inventory.FieldOwner, Text: bad}}
		f.Extra = []inventory.Extra{{Header: bad, Text: bad}}
		f.Problems = []inventory.Problem{{Column: bad, Value: bad, Message: bad}}
		f.Advisories = []string{bad}
	}
	meta.Title, meta.PreparedFor, meta.Version = bad, bad, bad
	meta.Files = []inventory.File{{Path: bad, SHA256: bad, Tables: []inventory.Table{{Sheet: bad, Notes: []string{bad}, Encoding: bad}}}}
	meta.Problems = findings[0].Problems
	meta.Options = []Option{{bad, bad}}
	tally := audit.NewTally()
	tally.Add(findings)
	return meta, findings, tally.Summary()
}

// elements lists the elements of a page in its order.
func elements(t *testing.T, text string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var list []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			list = append(list, n)
		}
	}
	return list
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func TestPageShowsEveryFinding(t *testing.T) {
	meta, findings, summary := fixture()
	tests := []struct {
		show Show
		want int
	}{{ShowDefault, 16}, {ShowAll, 16}, {ShowRisky, 11}, {ShowMixed, 7}}
	for _, test := range tests {
		meta.Show = test.show
		rows := listRows(elements(t, pageOf(t, meta, findings, summary)))
		if len(rows) != test.want {
			t.Errorf("show %d lists %d findings, want %d", test.show, len(rows), test.want)
		}
	}
}

// listRows are the rows of the table of findings.
func listRows(all []*html.Node) []*html.Node {
	return slices.DeleteFunc(slices.Clone(all), func(n *html.Node) bool {
		return n.DataAtom != atom.Tr || n.Parent.DataAtom != atom.Tbody || attribute(n.Parent.Parent, "id") != "list"
	})
}

// TestPageHoldsEveryFindingWithoutScript parses a long page as a browser
// without scripts does, and as one with them, which takes all but the first
// findings for text.
func TestPageHoldsEveryFindingWithoutScript(t *testing.T) {
	for _, n := range []int{pageFirst, pageFirst + 1, 3 * pageFirst} {
		meta, findings, summary := estateOf(n)
		text := pageOf(t, meta, findings, summary)
		for scripting, want := range map[bool]int{false: n, true: pageFirst} {
			root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(scripting))
			if err != nil {
				t.Fatal(err)
			}
			rows := 0
			for node := range root.Descendants() {
				if node.DataAtom == atom.Tr && node.Parent.DataAtom == atom.Tbody && attribute(node.Parent.Parent, "class") == "list" {
					rows++
				}
			}
			if rows != want {
				t.Errorf("%d findings, scripts %v: %d rows, want %d", n, scripting, rows, want)
			}
		}
	}
}

func TestPageRowsAreReadableWithoutScript(t *testing.T) {
	meta, findings, summary := fixture()
	rows := listRows(elements(t, pageOf(t, meta, findings[1:2], summary)))
	got := content(rows[0])
	for _, want := range []string{"Incompatible", "high", "Shift handover B", "Lync Server 2013 Persistent Chat API", "chat02.contoso.example",
		"Lync Server 2010", "build", "Leeds", "Production", "Collaboration Platforms", "High", findings[1].Reason, "R1", "B2",
		"estate.csv:3:20", "estate.csv:3:50", findings[1].Key, "APP-0002", "Cost centre", "4711", "inferred: build of Lync Server 2010"} {
		if !strings.Contains(got, want) {
			t.Errorf("the row does not show %q: %q", want, got)
		}
	}
}

func TestPageShowsTheColumnsAskedFor(t *testing.T) {
	meta, findings, summary := fixture()
	meta.Columns = []string{"key", "server", "remedy"}
	var heads []string
	for _, n := range elements(t, pageOf(t, meta, findings, summary)) {
		if key := attribute(n, "data-key"); n.DataAtom == atom.Button && key != "" {
			heads = append(heads, key)
		}
	}
	if !slices.Equal(heads, meta.Columns) {
		t.Errorf("columns are %q, want %q", heads, meta.Columns)
	}
}

// TestPageEscapesAHostileInventory compares the elements and attributes of the
// hostile page with what the frame itself has.
func TestPageEscapesAHostileInventory(t *testing.T) {
	text := pageOfHostile(t)
	for _, n := range elements(t, text) {
		switch n.DataAtom {
		case atom.Img, atom.Iframe, atom.Object, atom.Base, atom.Form:
			t.Errorf("the page has an element %s", n.Data)
		case atom.Style:
			if n.Parent.DataAtom != atom.Head {
				t.Error("there is a style element outside the head")
			}
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				t.Errorf("element %s has attribute %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	if scripts := strings.Count(text, "<script"); scripts != 2 {
		t.Errorf("the page has %d scripts, want 2", scripts)
	}
	for _, r := range text {
		if hidden(r) {
			t.Errorf("the page has the hidden character %U", r)
		}
	}
}

func pageOfHostile(t *testing.T) string {
	meta, findings, summary := hostile()
	return pageOf(t, meta, findings, summary)
}

// TestPagePolicyFitsItsBlocks recomputes the hashes that a browser computes.
func TestPagePolicyFitsItsBlocks(t *testing.T) {
	var policy string
	hashes := map[atom.Atom][]string{}
	for _, n := range elements(t, pageOfHostile(t)) {
		switch {
		case attribute(n, "http-equiv") == "Content-Security-Policy":
			policy = attribute(n, "content")
		case n.DataAtom == atom.Style, n.DataAtom == atom.Script && attribute(n, "type") == "":
			hashes[n.DataAtom] = append(hashes[n.DataAtom], pageHash(content(n)))
		}
	}
	if len(hashes[atom.Style]) != 1 || len(hashes[atom.Script]) != 1 {
		t.Fatalf("style and script blocks are %q, want one of each", hashes)
	}
	want := "default-src 'none'; style-src " + hashes[atom.Style][0] + "; script-src " + hashes[atom.Script][0] +
		"; img-src data:; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("policy is %q, want %q", policy, want)
	}
}

func TestPageIsTheSameTwice(t *testing.T) {
	meta, findings, summary := estateOf(500)
	first := pageOf(t, meta, findings, summary)
	if second := pageOf(t, meta, findings, summary); second != first {
		t.Error("two runs over the same findings differ")
	}
}

// TestPageAnchorsExist follows every link within the page.
func TestPageAnchorsExist(t *testing.T) {
	meta, findings, summary := fixture()
	ids, links := map[string]int{}, map[string]bool{}
	for _, n := range elements(t, pageOf(t, meta, findings, summary)) {
		if id := attribute(n, "id"); id != "" {
			ids[id]++
		}
		if target, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok {
			links[target] = true
		}
	}
	for target := range links {
		if ids[target] != 1 {
			t.Errorf("%d elements have the id %q that a link leads to, want 1", ids[target], target)
		}
	}
}

func TestPageOfAnEmptyEstate(t *testing.T) {
	text := pageOf(t, Meta{Title: "Empty"}, nil, audit.NewTally().Summary())
	if rows := listRows(elements(t, text)); len(rows) != 0 {
		t.Errorf("an empty estate has %d findings", len(rows))
	}
	for _, want := range []string{"There is no pair to judge.", "No finding is listed.", `class="outcome v-not-assessed"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestAppendHTML(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"Größe & Söhne", "Größe &amp; Söhne"},
		{`<a href="x">'`, "&lt;a href=&#34;x&#34;&gt;&#39;"},
		{"a\u202eb\u2066", `a\u202eb\u2066`},
		{"x\x00\x1b[31m\x7f", `x\x00\x1b[31m\x7f`},
		{"two\r\nlines", "two  lines"},
		{"👩‍👩‍👧 ok", "👩‍👩‍👧 ok"},
		{"bad\xffbyte \ufffe", "bad\ufffdbyte \\ufffe"},
	}
	for _, test := range tests {
		if got := string(appendHTML(nil, test.in)); got != test.want {
			t.Errorf("appendHTML(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func FuzzAppendHTML(f *testing.F) {
	f.Add("<script>alert(1)</script>\u202e\x00\r\n&amp;")
	f.Fuzz(func(t *testing.T, value string) {
		escaped := string(appendHTML(nil, value))
		for _, r := range escaped {
			if hidden(r) || strings.ContainsRune(`<>"'`, r) {
				t.Fatalf("appendHTML(%q) = %q has %U", value, escaped, r)
			}
		}
		if got, want := html.UnescapeString(escaped), visibleOnOneLine(value); got != want {
			t.Fatalf("appendHTML(%q) reads %q, want %q", value, got, want)
		}
	})
}

// visibleOnOneLine is what a reader sees of a value.
func visibleOnOneLine(value string) string {
	var b strings.Builder
	for _, r := range value {
		if r < 0x80 || hidden(r) {
			b.WriteString(visibleRune(r))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
