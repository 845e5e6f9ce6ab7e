package report

import (
	"hash/maphash"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// classKey is what findings of one class have in common. An audit numbers
// classes, a saved result does not, and both give the same workbook.
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

func classKeyOf(f *audit.Finding) classKey {
	return classKey{f.Verdict, f.Risk, f.Cause, f.Mixed, f.API.Version, f.ServerVersion.Version, f.API.Written, f.ServerVersion.Written,
		f.Reason, f.Remedy, f.Rule, strings.Join(f.Advisories, " ")}
}

// cell is the cell of the matrix that findings of the class fell into.
func (k *classKey) cell() gridKey { return gridKey{k.api, k.server} }

// preparedClass is what a preparer knows of a class of findings.
type preparedClass struct {
	classKey
	texts       []string // of pairSheets.class and changeClass
	lines       uint8    // of the tallest text on Findings
	changeLines uint8    // on Change requests
	basis       classWording
	wordings    []classWording // of pairSheets.changeOwn

	remembered bool   // other findings of it are likely
	block      int32  // the last block that it occurs in
	place      uint32 // among the classes of that block

	numbered *pairClass // the workbook's, where it is remembered
}

// preparedClasses are the classes that one goroutine met. Those that nobody
// numbers are mostly of one finding, and are remembered when they come again.
type preparedClasses struct {
	byNumber []*preparedClass // of those that an audit numbers
	known    map[classKey]*preparedClass
	seen     map[uint64]struct{} // hashes of the keys of classes that came once
	seed     maphash.Seed
	parts    classParts // of wordings
}

// classesMax is how many classes of findings are remembered.
const classesMax = 1 << 14

func newPreparedClasses() preparedClasses {
	return preparedClasses{known: map[classKey]*preparedClass{}, seen: map[uint64]struct{}{}, seed: maphash.MakeSeed(), parts: classParts{}}
}

// variedColumns are what variants of a class may differ in.
var variedColumns = []string{"api-written", "server-version-written", "reason"}

// variant is the class of a finding that differs from another class in variedColumns
// alone.
func (c *preparedClass) variant(s *pairSheets, f *audit.Finding) *preparedClass {
	class := *c
	class.apiWritten, class.serverWritten, class.reason = f.API.Written, f.ServerVersion.Written, f.Reason
	class.remembered, class.block, class.numbered = false, 0, nil
	class.texts, class.lines = slices.Clone(c.texts), 0
	for n, i := range s.class {
		if slices.Contains(variedColumns, s.columns[i].Key) {
			class.texts[n], _ = s.fit(s.columns[i].Text(f))
		}
		if slices.Contains(s.findings, i) {
			class.lines = max(class.lines, fewLines(linesIn(class.texts[n], s.columns[i].width)))
		}
	}
	return &class
}

func (c *preparedClasses) find(s *pairSheets, f *audit.Finding) *preparedClass {
	if f.Class <= 0 {
		return c.keyed(s, f)
	}
	if missing := int(f.Class) + 1 - len(c.byNumber); missing > 0 {
		c.byNumber = append(c.byNumber, make([]*preparedClass, missing)...)
	}
	class := c.byNumber[f.Class]
	if class == nil {
		class = c.newClass(s, classKeyOf(f), f)
		class.remembered = true
		c.byNumber[f.Class] = class
	}
	return class
}

func (c *preparedClasses) keyed(s *pairSheets, f *audit.Finding) *preparedClass {
	key := classKeyOf(f)
	if class := c.known[key]; class != nil {
		return class
	}
	class := c.newClass(s, key, f)
	hash := maphash.Comparable(c.seed, key)
	if _, again := c.seen[hash]; again && len(c.known) < classesMax {
		class.remembered, c.known[key] = true, class
	} else if len(c.seen) < classesMax {
		c.seen[hash] = struct{}{}
	}
	return class
}

// newClass is the class of a finding.
func (c *preparedClasses) newClass(s *pairSheets, key classKey, f *audit.Finding) *preparedClass {
	class := &preparedClass{classKey: key, basis: c.parts.of(&basisWording, f), texts: make([]string, 0, len(s.class)+len(s.changeClass))}
	for _, i := range s.class {
		text, _ := s.fit(s.columns[i].Text(f))
		class.texts = append(class.texts, text)
		if slices.Contains(s.findings, i) {
			class.lines = max(class.lines, fewLines(linesIn(text, s.columns[i].width)))
		}
	}
	if !needsChange(f.Verdict) {
		return class
	}
	for _, i := range s.changeClass {
		text, _ := s.fit(changeColumns[i].string(f))
		class.texts = append(class.texts, text)
		class.changeLines = max(class.changeLines, fewLines(linesIn(text, changeColumns[i].width)))
	}
	for _, i := range s.changeOwn {
		class.wordings = append(class.wordings, c.parts.of(changeColumns[i].say(f.Verdict), f))
	}
	return class
}

// pairClass is a class of findings in the workbook. It does not change once a
// finding of it is listed, but for its advice.
type pairClass struct {
	classKey
	place      uint32 // among all classes
	remembered bool
	support    *supported  // of its server version; nil where that is not known
	numbers    []uint32    // of its texts; nil until a finding is listed
	runs       [3][][]byte // by sheet about pairs, for their parts; nil where there are too many classes
	advice     string      // what would make its findings assessable; "" until it is asked for
}

func (c *pairClass) risky() bool { return c.verdict <= audit.MayBeCompatible }

// pairClasses are the classes of the workbook.
type pairClasses struct {
	all   []*pairClass
	known map[classKey]*pairClass
}
