package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// labelWidth is the room for the labels of an explanation, blanks included.
const labelWidth = 16

// explanationText writes texts beside labels.
type explanationText struct{ terminalText }

// WriteExplanation tells one pairing on one screen: the verdict, how the names
// were recognised, what to do, what the verdict rests on, the end of support as
// seen on a day, and the advisories. What a finding of an estate has besides –
// names and places – is told where it is there.
func WriteExplanation(out io.Writer, e audit.Explanation, asOf time.Time, terminal Terminal) error {
	w := explanationText{newTerminalText(out, Meta{Terminal: terminal})}
	w.line(colored(e.Verdict, e.Verdict.String(), terminal) + " (risk " + e.Risk.Key() + ")")
	w.line("")
	w.beside("Application", nameAndID(e.Application, e.ApplicationID))
	w.beside("API", taken(e.API, e.API.Version.String()))
	w.beside("Server", e.Server)
	w.beside("Server version", taken(e.ServerVersion, e.ServerVersion.Version.String()))
	w.beside("Why", e.Reason)
	w.beside("What to do", e.Remedy)
	w.basis(&e.Finding)
	w.support(e.ServerVersion.Version, asOf)
	w.hold(e.Hold)
	w.couldHold(e.Could)
	return w.flush()
}

// beside prints a text beside its label, and nothing where there is no text.
func (w *explanationText) beside(label, text string) {
	if text != "" {
		w.aside(fmt.Sprintf("%-*s", labelWidth, label), text)
	}
}

// aside prints a text beside what leads to it, which is plain ASCII.
func (w *explanationText) aside(lead, text string) {
	for _, line := range w.wrapped(visible(text), len(lead)) {
		w.line(lead + line)
		lead = fmt.Sprintf("%*s", len(lead), "")
	}
}

// basis tells the cell or the row, with the address of the page; for a finding
// of an estate also the cells of the inventory.
func (w *explanationText) basis(f *audit.Finding) {
	if f.At == (inventory.Pos{}) {
		w.beside("Basis", cmp.Or(f.Rule, "no cell of "+audit.Page.String()+" applies"))
	} else {
		w.beside("Position", f.At.String())
		w.beside("Basis", f.Basis())
	}
	if !byOwnRule(f) {
		w.beside("Page", audit.Page.URL)
	}
}

// byOwnRule reports that an own rule decides the finding, not the vendor's page.
func byOwnRule(f *audit.Finding) bool {
	cell := audit.MatrixCell{API: f.API.Version, Server: f.ServerVersion.Version}
	return f.Rule != "" && f.Rule != cell.Rule()
}

func (w *explanationText) support(v inventory.ServerVersion, asOf time.Time) {
	if state := supportState(v, asOf); state != "" {
		w.beside("Support", v.String()+": "+state+" ("+supportSource()+")")
	}
}

func (w *explanationText) hold(list []audit.Advisory) {
	if len(list) == 0 {
		return
	}
	w.line("")
	w.line("Advisories that hold")
	for _, a := range list {
		w.aside("  "+a.ID+"  ", a.Title)
	}
}

// couldHold lists advisories with their conditions. Those that depend on more
// than the pair, and would fill the screen, have their ids alone.
func (w *explanationText) couldHold(list []audit.Advisory) {
	if len(list) == 0 {
		return
	}
	w.line("")
	w.line("Advisories that could hold")
	var wider []string
	for _, a := range list {
		if a.Scope != audit.PairScope {
			wider = append(wider, a.ID)
			continue
		}
		w.aside("  "+a.ID+"  ", a.Title+": if "+a.When)
	}
	if len(wider) > 0 {
		w.hanging("  ", "By what else is in the estate: "+strings.Join(wider, ", "))
	}
	w.line("")
	w.paragraph("One in full: chatcompat explain " + list[0].ID + "; all of them: chatcompat matrix --advisories")
}

// nameAndID is a name with the id in brackets, if there is one that differs.
func nameAndID(name, id string) string {
	if id == "" || id == name {
		return name
	}
	if name == "" {
		return id
	}
	return name + " (" + id + ")"
}

// taken says how a name was taken.
func taken[V inventory.API | inventory.ServerVersion](r inventory.Reading[V], name string) string {
	text := "not stated"
	if r.Written != "" {
		text = inventory.Quote(r.Written)
	}
	if name == "" {
		text += ": " + r.Cause.Key()
		if r.Detail != "" {
			text += ", " + r.Detail
		}
		return text
	}
	text += ": " + name + ", " + r.Certainty.Key()
	if r.Detail != "" {
		text += " (" + r.Detail + ")"
	}
	return text
}

// WriteAdvisory tells one advisory in full.
func WriteAdvisory(out io.Writer, a audit.Advisory, terminal Terminal) error {
	w := explanationText{newTerminalText(out, Meta{Terminal: terminal})}
	w.paragraph(a.ID + "  " + a.Title)
	w.line("")
	w.beside("Holds if", a.When)
	w.beside("What it means", a.Text)
	w.beside("Scope", a.Scope.Key())
	w.beside("Needs", neededColumns(a))
	w.beside("Source", a.Source.String())
	w.beside("Page", a.Source.URL)
	w.beside("Since", a.Since)
	return w.flush()
}

func neededColumns(a audit.Advisory) string {
	if a.Needs == "" {
		return "nothing but the two versions"
	}
	return "a column " + a.Needs
}
