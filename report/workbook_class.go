package report

import (
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pairRun is columns of All pairs side by side: those of a class come in one.
type pairRun struct {
	columns []int
	class   bool
}

// pairClass is what the rows of findings of one class have in common.
type pairClass struct {
	texts []cellText // by column
	runs  [][]byte   // cells, by run
	used  []int      // how many of them have a text
	rule  []byte     // the first part of the basis, as XML; nil where that is not plain

	changeTexts []cellText     // by column of Change requests, where the kind is sharedByClass
	wordings    []classWording // by column of Change requests; nil until they are asked for
}

// pairClasses are the classes of findings, by what they have in common: what an
// audit numbers, a saved result does not, and both give the same workbook.
type pairClasses struct {
	byNumber map[int32]*pairClass    // for those that an audit numbers
	known    map[classKey]*pairClass // nil where one finding was seen
}

// classKey is what findings of one class have in common.
type classKey struct {
	verdict                          audit.Verdict
	risk                             audit.Risk
	cause                            inventory.Cause
	mixed                            bool
	api                              inventory.API
	server                           inventory.ServerVersion
	apiWritten, serverWritten        string
	reason, remedy, rule, advisories string
}

// classesMax is how many classes of findings are remembered.
const classesMax = 1 << 14

func newPairClasses() pairClasses {
	return pairClasses{map[int32]*pairClass{}, map[classKey]*pairClass{}}
}

// find is the class of a finding, or nil.
func (c *pairClasses) find(f *audit.Finding) *pairClass {
	if f.Class <= 0 {
		return c.known[classKeyOf(f)]
	}
	class := c.byNumber[f.Class]
	if class == nil {
		if class = c.known[classKeyOf(f)]; class != nil {
			c.byNumber[f.Class] = class
		}
	}
	return class
}

// worth reports whether it is worth to make a class for a finding that has
// none: it has a change, or another one of its class was there before.
func (c *pairClasses) worth(f *audit.Finding) bool {
	if needsChange(f.Verdict) {
		return true
	}
	key := classKeyOf(f)
	if _, seen := c.known[key]; seen {
		return true
	}
	if len(c.known) < classesMax {
		c.known[key] = nil
	}
	return false
}

// remember makes find find the class, unless there are too many.
func (c *pairClasses) remember(f *audit.Finding, class *pairClass) {
	key := classKeyOf(f)
	if _, seen := c.known[key]; seen || len(c.known) < classesMax {
		c.known[key] = class
	}
}

func classKeyOf(f *audit.Finding) classKey {
	return classKey{f.Verdict, f.Risk, f.Cause, f.Mixed, f.API.Version, f.ServerVersion.Version, f.API.Written, f.ServerVersion.Written,
		f.Reason, f.Remedy, f.Rule, strings.Join(f.Advisories, " ")}
}

// newPairClass is the class of the finding of which the texts are numbered.
func (w *workbook) newPairClass(f *audit.Finding) *pairClass {
	t := &w.texts
	c := &pairClass{texts: slices.Clone(t.row)}
	for _, run := range t.runs {
		var cells []byte
		before := w.shared.used
		if run.class {
			for _, i := range run.columns {
				cells = w.shared.appendCell(cells, w.pairStyle(t.columns[i].Key, w.styles.text, f.Verdict, f.Risk), t.row[i].number)
			}
		}
		c.runs, c.used = append(c.runs, cells), append(c.used, w.shared.used-before)
		w.shared.used = before
	}
	if rule := f.AppendRule(nil); isPlainXML(rule) && len(rule) < w.limits.chars/cleanGrowth/2 {
		c.rule = rule
	}
	return c
}
