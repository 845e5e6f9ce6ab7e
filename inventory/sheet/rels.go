package sheet

import (
	"context"
	"path"
	"strings"
)

// relationship is a line of a relationships part: how one part refers to another.
type relationship struct {
	kind     string // last word of its type: worksheet, sharedStrings, styles …
	target   string // path of the part in the archive
	external bool
}

// relationshipTypes are the namespaces of types that a workbook's own parts
// have: transitional, strict, and those of macro sheets. Types of other
// namespaces are not followed.
var relationshipTypes = []string{
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
	"http://purl.oclc.org/ooxml/officeDocument/relationships/",
	"http://schemas.microsoft.com/office/2006/relationships/",
}

// relationships reads what a part refers to, by id; source "" is the package.
func (z *archive) relationships(ctx context.Context, source string) (map[string]relationship, error) {
	rels := map[string]relationship{}
	part := path.Join(path.Dir(source), "_rels", path.Base(source)+".rels")
	if source == "" {
		part = "_rels/.rels"
	}
	err := z.readXML(ctx, part, maxSmallPart, func(x *xmlScanner) error {
		if err := x.root(nsPack, "Relationships"); err != nil {
			return err
		}
		return x.children(func() error {
			if x.ns != nsPack || string(x.name) != "Relationship" {
				return x.unknown("Relationships")
			}
			id, _ := x.attr("Id")
			if _, twice := rels[string(id)]; twice || len(id) == 0 {
				return damagef("the relationship id %q is empty or stands twice", id)
			}
			rels[string(id)] = newRelationship(x, source)
			return x.skip()
		})
	})
	return rels, err
}

// newRelationship reads the start tag of a relationship.
func newRelationship(x *xmlScanner, source string) relationship {
	kind, _ := x.attr("Type")
	target, _ := x.attr("Target")
	mode, _ := x.attr("TargetMode")
	r := relationship{target: partPath(source, string(target)), external: string(mode) == "External"}
	for _, base := range relationshipTypes {
		if rest, ok := strings.CutPrefix(string(kind), base); ok {
			r.kind = rest
		}
	}
	return r
}

// only finds the one relationship of a kind; ok is false if there is none.
func only(rels map[string]relationship, kind string) (r relationship, ok bool, err error) {
	for _, candidate := range rels {
		if candidate.kind != kind {
			continue
		}
		if ok {
			return r, ok, damagef("two relationships of the kind %s, want one", kind)
		}
		r, ok = candidate, true
	}
	if ok && r.external {
		return r, ok, damagef("the relationship %s leads out of the file", kind)
	}
	return r, ok, nil
}
