package inventory

import (
	"slices"
	"strings"

	"chatcompat/inventory/sheet"
)

// nobodysNames lists, in lower case, how texts begin that programs leave in the
// place of names. The list is shorter than that of versions, see unreadableTable:
// an application may be called Exception Monitor, and a server system.contoso.example.
var nobodysNames = []struct{ prefix, what string }{
	{"{}", emptyList},
	{"@{", "an object that PowerShell wrote as text"},
	{"err:5", errorValue}, // LibreOffice: Err:502
	{"system.collections.", typeName},
	{"system.management.automation.", typeName},
	{"system.object", typeName},
	{"system.string[", typeName},
	{"microsoft.powershell.", typeName},
	{"microsoft.rtc.management.", typeName},
	{"microsoft.management.", typeName},
	{"deserialized.", typeName},
	{"selected.system.", typeName},
	{"selected.microsoft.", typeName},
	{"object reference not set", "an error message"},
	{"exception calling", "an error message"},
	{"access is denied", "an error message"},
	{"<?xml", "markup"},
}

// dittoWords stand for what the cell above says, in lower case and as a whole.
var dittoWords = []string{
	"ditto", "dito", "idem", "same as above", "as above", "see above", "wie oben", "siehe oben",
	"voir ci-dessus", "comme ci-dessus", "igual que arriba", "come sopra", "jak wyżej", "j.w.",
}

// isDitto reports a text that repeats the cell above in a word.
func isDitto(text string) bool {
	for _, word := range dittoWords {
		if len(text) == len(word) && strings.EqualFold(text, word) {
			return true
		}
	}
	return false
}

const (
	errorValue = "an error value of a spreadsheet"
	noValue    = "a formula without its value"
	typeName   = "the name of a type"
	ditto      = "a word for what the cell above says"
	emptyList  = "an empty list that PowerShell wrote as text"

	longestDitto = len("igual que arriba")
)

// notAvailable are the error values of spreadsheets that do not end in ! or ?:
// English, German, Spanish and Italian, Dutch, Danish.
var notAvailable = []string{"#N/A", "#NV", "#N/D", "#N/B", "#I/T", "#GETTING_DATA"}

// whatNobodyWrote tells what a text is that a program left in the place of a
// name: an error value, the name of a type; "" where it may be a name.
func whatNobodyWrote(text string) string {
	switch {
	case text == "":
		return ""
	case text[0] == '#':
		if isErrorValue(text) {
			return errorValue
		}
	case strings.HasSuffix(text, "[]") && !strings.Contains(text, " "):
		return typeName
	}
	first := text[0]
	if 'A' <= first && first <= 'Z' {
		first += 'a' - 'A'
	}
	for i := range nobodysNames {
		one := &nobodysNames[i]
		if one.prefix[0] == first && len(text) >= len(one.prefix) && strings.EqualFold(text[:len(one.prefix)], one.prefix) {
			return one.what
		}
	}
	if len(text) <= longestDitto && isDitto(text) {
		return ditto
	}
	return ""
}

// isErrorValue reports a text in the place of a value that a spreadsheet could
// not show: #REF!, #NAME?, #N/A, ####.
func isErrorValue(text string) bool {
	last := text[len(text)-1]
	return len(text) > 1 && !strings.Contains(text, " ") &&
		(last == '!' || last == '?' || strings.Trim(text, "#") == "" || slices.Contains(notAvailable, strings.ToUpper(text)))
}

// noServer is whatNobodyWrote for a text in the place of a server's name, in
// which no # can stand, and no = as in a formula that was exported in place of its
// value. An application may be called anything.
func noServer(text string) string {
	switch {
	case len(text) > 1 && text[0] == '#':
		return errorValue
	case strings.HasPrefix(text, "=") && unquoteFormula(text) == text && strings.Trim(text, "= ") != "":
		return noValue
	case isCutOff(text):
		return cutOff
	case tellsOfMore(text):
		return moreServers
	}
	return whatNobodyWrote(text)
}

// nameField is a field whose cells name something.
type nameField struct {
	field Field
	what  string
}

var nameFields = []nameField{
	{FieldApplication, "an application"}, {FieldApplicationID, "an application"},
	{FieldServer, "a server"}, {FieldTargets, "a server"}, {FieldPool, "a pool"},
}

// isName reports a field whose cells name something.
func (f Field) isName() bool {
	return slices.ContainsFunc(nameFields, func(n nameField) bool { return n.field == f })
}

// unreadable is the part of a cell in a column of names that names nothing
// because no person wrote it, and what it is; "" where there is none.
func (l *layout) unreadable(row, col int, f Field) (text, what string) {
	switch l.raw.Kind(row, col) {
	case sheet.Error:
		return l.raw.Text(row, col), errorValue
	case sheet.NoValue:
		return l.raw.Text(row, col), noValue
	}
	if f == FieldApplication || f == FieldApplicationID {
		text = cleanText(l.raw.Text(row, col))
		return text, whatNobodyWrote(text)
	}
	_, text = l.readTargets(row, col)
	return text, noTarget(text)
}

// noTarget is what the unreadable parts of a cell that names servers are.
func noTarget(text string) string {
	first, _, _ := strings.Cut(text, "; ")
	switch what := noServer(text); {
	case what != "" || text == "":
		return what
	case isTooLong(first):
		return "a text that is too long"
	case isNoName(first):
		return "a placeholder among names"
	case isAbbreviated(first):
		return "a number behind the name of another server"
	}
	return ""
}

// hasUnreadable reports that some cell of the fields is unreadable.
func (l *layout) hasUnreadable(row int, fields ...Field) bool {
	for _, f := range fields {
		for _, col := range l.fields[f] {
			if _, what := l.unreadable(row, col, f); what != "" {
				return true
			}
		}
	}
	return false
}

// misnamed reports a row of which a cell that should name something is unreadable.
func (l *layout) misnamed(row int) bool {
	return slices.ContainsFunc(nameFields, func(n nameField) bool { return l.hasUnreadable(row, n.field) })
}

// unreadableNames reports what is wrong with the cells of a row that should name
// something and are unreadable, without what follows from it.
func (l *layout) unreadableNames(row int, report func(f Field, col int, p Problem)) {
	for _, n := range nameFields {
		for _, col := range l.fields[n.field] {
			if text, what := l.unreadable(row, col, n.field); what != "" {
				report(n.field, col, Problem{At: l.raw.Pos(row, col), Column: l.columns[col].Header, Value: text,
					Message: "unreadable: the cell holds " + what + " and not the name of " + n.what})
			}
		}
	}
}

const repairName = "; repair the formula or export that filled it, or write the name"

// checkNames reports the cells that should name something and are unreadable.
func (j *joiner) checkNames(ref rowRef, l *layout, row int) {
	if !l.misnames {
		return
	}
	l.unreadableNames(row, func(f Field, col int, p Problem) {
		if l.isTarget(row, f, col) {
			p.Message += ", so that nobody knows which server is meant and the pair is not assessed"
		} else {
			p.Message += " and is taken for blank"
		}
		p.Message += repairName
		j.problem(ref, p)
	})
}

// isTarget reports whether an unreadable cell stands for a server that the row targets.
func (l *layout) isTarget(row int, f Field, col int) bool {
	if l.shape == ShapeServers || f == FieldApplication || f == FieldApplicationID {
		return false
	}
	return f != FieldPool || slices.ContainsFunc(l.targetsOf(l.fact(row)), func(t target) bool { return int(t.col) == col })
}
