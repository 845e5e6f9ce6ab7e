package report

import (
	"strconv"

	"chatcompat/audit"
)

// advisories lists those that fired, and which checks were not made.
func (w *markdownWriter) advisories(s audit.Summary) string {
	notes := checkNotes(s.Checks)
	if len(s.Advisories)+len(notes) == 0 {
		return ""
	}
	text := "## Advisories\n\nThey qualify verdicts and change none.\n\n"
	if len(s.Advisories) > 0 {
		t := newMarkdownTable([]string{"Id", "Advisory", "Concerns", "What it means", "Source"})
		for _, a := range widestFirst(s.Advisories) {
			t.add([]string{a.ID, a.Title, concerns(a), a.Text, a.Source.String()})
		}
		text += t.rest(0, "")
	}
	groups, ignored := uncheckedBy(s.Checks)
	if len(groups) > 0 {
		text += "Not checked, and no pass:\n\n" + markdownList(each(groups, unchecked.Text), "more; -o json has them all")
	}
	if len(ignored) > 0 {
		text += markdownText(ignoredNote(ignored)) + "\n\n"
	}
	return text
}

// support lists which server versions the vendor no longer supports.
func (w *markdownWriter) support() string {
	versions := w.tallies.support.on(w.meta.AsOf)
	if len(versions) == 0 {
		return ""
	}
	t := newMarkdownTable([]string{"Server version", "Extended support", "Servers", "Pairs"})
	t.most = markdownSection
	title := "## End of support\n\nAs of " + w.meta.AsOf.Format(dayLayout) + "; no part of verdict or risk.\n\n"
	for i, one := range versions {
		if !t.add([]string{one.Version.String(), one.State, strconv.Itoa(one.Servers()), strconv.Itoa(one.Pairs)}) {
			return title + t.rest(len(versions)-i, "more; -o json has them all")
		}
	}
	return title + t.rest(0, "")
}

// ownRules lists the rows of the own matrix that are in force, and its file.
func (w *markdownWriter) ownRules() string {
	if len(w.meta.Overrides) == 0 && w.meta.OwnMatrix == nil {
		return ""
	}
	text := "## Own rules\n\n"
	if line := ownMatrixLine(w.meta.OwnMatrix); line != "" {
		text += markdownText(line) + "\n\n"
	}
	if len(w.meta.Overrides) == 0 {
		return text
	}
	t := newMarkdownTable([]string{"API", "Server version", "Verdict", "Effect", "Approver", "Reference", "Justification", "Row"})
	t.most = markdownSection
	for i, o := range loosestFirst(w.meta.Overrides) {
		if !t.add([]string{o.API.String(), o.Server.String(), o.Verdict.String(), overrideEffect(o), o.Approver, o.Reference, o.Justification, o.At.String()}) {
			return text + t.rest(len(w.meta.Overrides)-i, "more; -o json has them all")
		}
	}
	return text + t.rest(0, "")
}
