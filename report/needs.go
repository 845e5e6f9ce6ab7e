package report

import (
	"slices"

	"chatcompat/inventory"
)

// And is what two reports together do without.
func (n Needs) And(other Needs) Needs {
	return Needs{n.Without & other.Without, n.CountOnly && other.CountOnly, n.Figures && other.Figures, n.Listed && other.Listed}
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

// needsOfWorkbook are those of the workbook, which sorts findings itself.
func needsOfWorkbook(meta Meta) Needs {
	needs := needsOfDocument(meta)
	needs.Listed = true
	return needs
}

// needsOfText are those of the formats for terminals.
func needsOfText(meta Meta) Needs {
	needs := needsOfDocument(meta)
	needs.Figures = meta.Show == ShowNone
	return needs
}

// needsOfCSV are those of the columns that the user chose.
func needsOfCSV(meta Meta) Needs {
	needs := needsOfDocument(meta)
	needs.Listed = len(meta.Sort) == 0
	if len(meta.Columns) == 0 {
		return needs
	}
	keys := slices.Concat(meta.Columns, meta.Sort)
	if !slices.Contains(keys, "key") {
		needs.Without |= inventory.KeyPart
	}
	if !slices.ContainsFunc(keys, func(key string) bool { return key == "position" || key == "basis" || key == placesColumn.Key }) {
		needs.Without |= inventory.PositionPart
	}
	if !slices.ContainsFunc(keys, describes) {
		needs.Without |= inventory.DescriptivePart
	}
	return needs
}

func describes(key string) bool {
	field, ok := inventory.ParseField(key)
	return ok && field.Describes()
}
