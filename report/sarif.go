package report

import (
	"bytes"
	"cmp"
	"io"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// sarifWriter writes one run of SARIF 2.1.0: a result for every pair that is
// listed, all unless the user asks for fewer, at the row of the inventory that
// made the pair, and a note for each advisory that qualifies its verdict. The bounds of GitHub's upload are respected:
// where the results are too many, the mildest and last are left out, and a
// notification of the run says how many.
type sarifWriter struct {
	out     io.Writer
	meta    Meta
	show    Show
	indexes map[string]int // of the artifacts, by path
	kept    sarifKept
}

// Bounds of GitHub's upload of SARIF (docs.github.com, SARIF results exceed
// limits; 10 MB is the size after compression, taken as 10^7 bytes).
const (
	sarifMaxResults = 25_000
	sarifMaxGzip    = 10_000_000
	sarifMaxPlaces  = 100 // locations of one result that are shown
)

// sarifMaxListed bounds what is said beside the results: the notifications for
// problems of the inventory, and what an advisory applies to. Without it a large
// inventory would leave no room for results.
const sarifMaxListed = 1000

func newSARIF(out io.Writer, meta Meta) Writer {
	w := &sarifWriter{out: out, meta: meta, show: meta.Show, indexes: map[string]int{}}
	if w.show == ShowDefault {
		w.show = ShowAll
	}
	for i, file := range meta.Files {
		w.indexes[file.Path] = i
	}
	w.kept.max = sarifMaxResults
	return w
}

// Write keeps the results of a block.
func (w *sarifWriter) Write(block []audit.Finding) error {
	for i := range block {
		f := &block[i]
		if !w.show.lists(f) {
			continue
		}
		if rank := sarifRank(f); w.kept.takes(rank) {
			data, err := sarifJSON(w.result(f))
			if err != nil {
				return err
			}
			w.kept.add(rank, data)
		}
		if err := w.advise(f); err != nil {
			return err
		}
	}
	return nil
}

// advise keeps a note for each advisory that qualifies the verdict of a pair.
func (w *sarifWriter) advise(f *audit.Finding) error {
	for _, id := range f.Advisories {
		a, ok := audit.AdvisoryByID(id)
		if !ok { // of a newer version's result: the pair's own result names it
			continue
		}
		if !w.kept.takes(sarifNoteRank) {
			continue
		}
		r := w.result(f)
		r.RuleID, r.RuleIndex, r.Level, r.Kind = a.ID, sarifRuleIndex(a.ID), "note", "fail"
		r.Message.Text = sarifText(sarifSubject(f) + ": " + a.Title + ". " + a.Text + "." + sarifPlace(f))
		for name := range r.Fingerprints {
			r.Fingerprints[name] = f.Key + "/" + a.ID
		}
		data, err := sarifJSON(r)
		if err != nil {
			return err
		}
		w.kept.add(sarifNoteRank, data)
	}
	return nil
}

// Close writes the run, with as many results as the bounds allow.
func (w *sarifWriter) Close(s audit.Summary) error {
	for {
		text, err := w.document(s)
		if err != nil {
			return err
		}
		size := gzipSize(text)
		if size <= sarifMaxGzip || w.kept.len() == 0 {
			_, err := w.out.Write(text)
			return err
		}
		w.kept.shrink(int(float64(w.kept.len()) * 0.95 * sarifMaxGzip / float64(size)))
	}
}

// document is the whole file, a result a line.
func (w *sarifWriter) document(s audit.Summary) ([]byte, error) {
	head, err := sarifJSON(sarifRun{
		Tool:        sarifTool{w.driver()},
		Invocations: []sarifInvocation{{ExecutionSuccessful: true, Notifications: w.notifications(s)}},
		Artifacts:   each(w.meta.Files, sarifArtifactOf),
		Properties:  w.runProperties(s),
	})
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	text.WriteString(`{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[` + "\n")
	text.Write(bytes.TrimSuffix(head, []byte("}")))
	text.WriteString(",\n" + `"results":[`)
	for i, data := range w.kept.inOrder() {
		if i > 0 {
			text.WriteByte(',')
		}
		text.WriteByte('\n')
		text.Write(data)
	}
	text.WriteString("\n]}]}\n")
	return text.Bytes(), nil
}

// result is the result for a pair.
func (w *sarifWriter) result(f *audit.Finding) sarifResult {
	level, kind := sarifLevel(f)
	r := sarifResult{
		RuleID:    sarifRuleOf(f),
		RuleIndex: sarifRuleIndex(sarifRuleOf(f)),
		Level:     level,
		Kind:      kind,
		Message:   sarifMessage{sarifResultText(f)},
		Locations: []sarifLocation{w.location(f.At, "")},
		Related:   w.related(f),
		// GitHub tells results apart by the first; the second is for others.
		Fingerprints: map[string]string{"primaryLocationLineHash": f.Key, "chatcompatKey/v1": f.Key},
		Properties: map[string]any{
			"application": f.Application, "server": f.Server,
			"api": f.API.Version.Key(), "serverVersion": f.ServerVersion.Version.Key(),
			"verdict": f.Verdict.Key(), "risk": f.Risk.Key(), "cause": f.Cause.Key(),
			"advisories": each(f.Advisories, func(id string) string { return id }),
			"duplicates": len(f.Also), "at": f.At.String(), "apiAt": f.API.At.String(), "serverVersionAt": f.ServerVersion.At.String(),
			"rule": f.Rule,
		},
	}
	return r
}

// sarifResultText says in one line what is wrong, what to do and where. The
// place is repeated for workbooks, of which viewers show no cell.
func sarifResultText(f *audit.Finding) string {
	text := sarifSubject(f) + ": " + f.Verdict.String() + ". " + f.Reason + ". What to do: " + f.Remedy + "."
	if len(f.Advisories) > 0 {
		text += " Advisories: " + strings.Join(f.Advisories, ", ") + "."
	}
	return sarifText(text + sarifPlace(f))
}

func sarifSubject(f *audit.Finding) string {
	return junitClass(f) + " → " + cmp.Or(f.Server, "(no server)") + " (" + junitVersions(f) + ")"
}

func sarifPlace(f *audit.Finding) string {
	if f.At.Sheet == "" {
		return ""
	}
	return " Inventory: " + f.At.String() + "."
}

// related are the cells that state the two versions, and duplicates of the row.
func (w *sarifWriter) related(f *audit.Finding) []sarifLocation {
	var list []sarifLocation
	add := func(at inventory.Pos, what, written string) {
		if written != "" {
			what += ", as written: " + inventory.Quote(written)
		}
		if !at.IsZero() && len(list) < sarifMaxPlaces-1 {
			list = append(list, w.location(at, what))
		}
	}
	add(f.API.At, "API", f.API.Written)
	add(f.ServerVersion.At, "Server version", f.ServerVersion.Written)
	for _, at := range f.Also {
		add(at, "The same pair again", "")
	}
	return list
}

// location is a place in an input: the line of a text file, sheet and cell of a
// workbook.
//
// Note: columns of SARIF count characters, positions count bytes, and of the line
// nothing else is known here: so the byte stands in the message alone.
func (w *sarifWriter) location(at inventory.Pos, what string) sarifLocation {
	l := sarifLocation{Physical: &sarifPhysical{Artifact: sarifArtifactLocation{URI: fileURI(at.File)}}}
	if i, ok := w.indexes[at.File]; ok {
		l.Physical.Artifact.Index = &i
	}
	if at.Sheet == "" && at.Row > 0 {
		l.Physical.Region = &sarifRegion{StartLine: at.Row}
		if what != "" && at.Col > 0 {
			what += " (byte " + strconv.Itoa(at.Col) + " of the line)"
		}
	}
	if at.Sheet != "" {
		cell := strings.TrimPrefix(at.String(), at.File+":")
		l.Logical = []sarifLogical{{Name: cell, FullName: at.String(), Kind: "cell"}}
		if what != "" {
			what += " (" + cell + ")"
		}
	}
	if what != "" {
		l.Message = &sarifMessage{sarifText(what)}
	}
	return l
}

// notifications say what was left out, what could not be read, and which
// advisories speak of more than a pair.
func (w *sarifWriter) notifications(s audit.Summary) []sarifNotification {
	list := []sarifNotification{}
	if w.kept.dropped > 0 {
		total := w.kept.dropped + w.kept.len()
		list = append(list, sarifNotification{Level: "warning", Message: sarifMessage{sarifText(
			count(w.kept.dropped, "result", "results") + " of " + strconv.Itoa(total) +
				" left out, the mildest first: an upload to GitHub holds 25,000 results and 10 MB compressed. Audit fewer pairs at a time with --where, or read -o csv.")}})
	}
	for _, fired := range s.Advisories {
		if a, ok := audit.AdvisoryByID(fired.ID); ok && a.Scope != audit.PairScope {
			list = append(list, sarifNotification{Level: "note", Message: sarifMessage{sarifText(
				a.ID + " (" + a.Scope.Key() + "): " + a.Title + ". " + a.Text + ".")}})
		}
	}
	for i := range s.Advisories {
		if text := sarifUnlisted(&s.Advisories[i]); text != "" {
			list = append(list, sarifNotification{Level: "warning", Message: sarifMessage{text}})
		}
	}
	for i, p := range w.meta.Problems {
		if i == sarifMaxListed {
			list = append(list, sarifNotification{Level: "warning", Message: sarifMessage{
				"And " + count(len(w.meta.Problems)-i, "more problem", "more problems") + " of the inventory; see -o json."}})
			break
		}
		list = append(list, sarifNotification{Level: "warning", Message: sarifMessage{sarifText(p.String())},
			Locations: []sarifLocation{w.location(p.At, "")}})
	}
	return list
}

// sarifAdvisory is an advisory as in JSON, with the first of what it applies to.
func sarifAdvisory(a audit.FiredAdvisory) jsonAdvisory {
	a.Subjects, a.Applies = a.Subjects[:min(len(a.Subjects), sarifMaxListed)], a.Applies[:min(len(a.Applies), sarifMaxListed)]
	return advisoryToJSON(a)
}

// sarifUnlisted says what sarifAdvisory leaves out of an advisory; "" for nothing.
func sarifUnlisted(a *audit.FiredAdvisory) string {
	n, what := len(a.Applies), "pairs"
	if len(a.Subjects) > n {
		n, what = len(a.Subjects), a.Scope.Key()+"s"
	}
	if n <= sarifMaxListed {
		return ""
	}
	return a.ID + ": the properties of the run list the first " + strconv.Itoa(sarifMaxListed) + " of " +
		strconv.Itoa(n) + " " + what + " that it applies to; see -o json."
}

func (w *sarifWriter) runProperties(s audit.Summary) map[string]any {
	properties := map[string]any{
		"asOf": w.meta.AsOf.Format(dayLayout), "title": w.meta.Title, "outcome": Outcome(w.meta, s),
		"summary": summaryToJSON(s), "options": jsonOptions(w.meta.Options),
		"show":       [...]string{ShowRisky: "risky", ShowMixed: "mixed", ShowAll: "all"}[w.show],
		"advisories": each(s.Advisories, sarifAdvisory), "checks": each(s.Checks, checkToJSON),
		"overrides": each(w.meta.Overrides, overrideToJSON),
	}
	if w.meta.OwnMatrix != nil {
		properties["matrixFile"] = w.meta.OwnMatrix
	}
	return properties
}
