package report

import (
	"slices"

	"chatcompat/inventory"
)

// And is what two reports together do without.
func (n Needs) And(other Needs) Needs {
	return Needs{n.Without & other.Without, n.CountOnly && other.CountOnly, n.Figures && other.Figures, n.Listed && other.Listed,
		n.Unhashed && other.Unhashed}
}

// NeedsOf is what a report of the format does without.
func (f Format) NeedsOf(meta Meta) Needs {
	if f.Needs == nil {
		return Needs{}
	}
	return f.Needs(meta)
}

// needsOfDocument are those of formats that count what advisories apply to and
// name no pairs by application and server alone.
func needsOfDocument(Meta) Needs { return Needs{Without: inventory.PairKeyPart, CountOnly: true} }

// needsOfList are those of formats that show the pairs and do not prove where they come from.
func needsOfList(meta Meta) Needs {
	needs := needsOfDocument(meta)
	needs.Unhashed = true
	return needs
}

// needsOfWorkbook are those of the workbook, which sorts findings itself.
func needsOfWorkbook(meta Meta) Needs {
	needs := needsOfDocument(meta)
	needs.Listed = true
	return needs
}

// needsOfMarkdown are those of a page with the columns of its one list.
func needsOfMarkdown(meta Meta) Needs {
	needs := needsOfList(meta)
	needs.Without |= unlisted(meta, markdownColumns)
	return needs
}

// needsOfTable are those of the columns that are drawn.
func needsOfTable(meta Meta) Needs {
	needs := needsOfVertical(meta)
	if columns := layout(meta); columns != nil {
		needs.Without |= unlisted(meta, columns)
	}
	return needs
}

// needsOfVertical are those of a list that says of each pair all but its key.
func needsOfVertical(meta Meta) Needs {
	needs := needsOfList(meta)
	needs.Figures = meta.Show == ShowNone
	if len(meta.Columns) > 0 {
		needs.Without |= unlisted(meta, nil)
	} else if !slices.Contains(meta.Sort, "key") {
		needs.Without |= inventory.KeyPart
	}
	return needs
}

// unlisted are the parts that a list does without beside which positions are told: it
// has the columns that the user chose, else its own.
func unlisted(meta Meta, own []string) inventory.Parts {
	keys := meta.Columns
	if len(keys) == 0 {
		keys = own
	}
	return unasked(slices.Concat(keys, meta.Sort)) &^ inventory.PositionPart
}

// needsOfCSV are those of the columns that the user chose.
func needsOfCSV(meta Meta) Needs {
	needs := needsOfList(meta)
	needs.Listed = len(meta.Sort) == 0
	if len(meta.Columns) == 0 {
		return needs
	}
	needs.Without |= unasked(slices.Concat(meta.Columns, meta.Sort))
	return needs
}

// unasked are the parts that columns do without.
func unasked(keys []string) (without inventory.Parts) {
	if !slices.Contains(keys, "key") {
		without |= inventory.KeyPart
	}
	if !slices.ContainsFunc(keys, func(key string) bool { return key == "position" || key == "basis" || key == placesColumn.Key }) {
		without |= inventory.PositionPart
	}
	if !slices.ContainsFunc(keys, describes) {
		without |= inventory.DescriptivePart
	}
	return without
}

func describes(key string) bool {
	field, ok := inventory.ParseField(key)
	return ok && field.Describes()
}
