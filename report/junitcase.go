package report

import (
	"cmp"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// appendJUnitCase appends the test case of a finding.
func appendJUnitCase(b []byte, f *audit.Finding, name string) []byte {
	b = appendAttribute(append(b, "<testcase"...), "classname", junitClass(f))
	b = append(appendAttribute(b, "name", name), '>')
	switch f.Verdict {
	case audit.Incompatible:
		b = appendJUnitProblem(b, "failure", f.Verdict.Key(), f)
	case audit.NotAssessed:
		b = appendJUnitProblem(b, "skipped", f.Cause.Key(), f)
	default:
		b = append(b, "<system-out>"...)
		if f.Verdict == audit.MayBeCompatible {
			b = append(b, "Warning: "...)
		}
		b = append(appendJUnitDetails(b, f), "</system-out>"...)
	}
	return append(b, "</testcase>"...)
}

// appendJUnitProblem appends why a case did not pass.
func appendJUnitProblem(b []byte, element, kind string, f *audit.Finding) []byte {
	b = appendAttribute(append(append(b, '<'), element...), "type", kind)
	b = append(appendAttribute(b, "message", f.Reason), '>')
	return append(append(append(appendJUnitDetails(b, f), "</"...), element...), '>')
}

// appendJUnitDetails appends what a reader of a case needs to act, a line each.
func appendJUnitDetails(b []byte, f *audit.Finding) []byte {
	b = appendXMLText(b, f.Verdict.String(), ": ", f.Reason)
	b = appendXMLText(append(b, '\n'), versionWords(f.API.Version.String(), f.API.Written), " on ",
		versionWords(f.ServerVersion.Version.String(), f.ServerVersion.Written))
	b = appendXMLText(append(b, '\n'), "What to do: ", f.Remedy)
	b = appendXMLText(append(b, '\n'), "Risk: ", f.Risk.Key())
	if len(f.Advisories) > 0 {
		b = appendXMLText(append(b, '\n'), "Advisories: ", strings.Join(f.Advisories, ", "))
	}
	b = appendXMLText(append(b, '\n'), "Basis: ", f.Basis())
	b = appendXMLText(append(b, '\n'), "Inventory: ", f.At.String())
	if len(f.Also) > 0 {
		b = appendXMLText(append(b, '\n'), placesColumn.Title, ": ", placesColumn.Text(f))
	}
	return b
}

func junitClass(f *audit.Finding) string {
	return visible(cmp.Or(f.Application, "(no application)"))
}

func junitVersions(f *audit.Finding) string {
	return versionWords(f.API.Version.String(), f.API.Written) + " on " +
		versionWords(f.ServerVersion.Version.String(), f.ServerVersion.Written)
}

// versionWords is a version by its name, or as written where it has none.
func versionWords(name, written string) string {
	switch {
	case name != "":
		return name
	case written != "":
		return inventory.Quote(written)
	}
	return "(not stated)"
}

// junitNames are the names of the cases so far: of each class, what follows it.
type junitNames map[[2]string]struct{}

// of is application → server. Where another case has the name, for applications of
// two builds, the versions are added, and where that does not suffice the key:
// readers of results tell cases apart by nothing else.
func (n junitNames) of(f *audit.Finding) string {
	class, server := junitClass(f), visible(cmp.Or(f.Server, "(no server)"))
	if n.isNew(class, server) {
		return class + " → " + server
	}
	if name := server + ": " + visible(junitVersions(f)); n.isNew(class, name) {
		return class + " → " + name
	}
	name := server + ": " + f.Key
	if !n.isNew(class, name) {
		name = server
	}
	return class + " → " + name
}

// isNew takes a name, unless it is taken.
func (n junitNames) isNew(class, name string) bool {
	before := len(n)
	n[[2]string{class, name}] = struct{}{}
	return len(n) > before
}
