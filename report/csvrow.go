package report

import "chatcompat/inventory"

// rowCell is how the row of a pair tells a column, see [inventory.Row]: in all, and
// where it is joined by what is said of the application and of the server.
type rowCell struct {
	text, application, server func(inventory.Row) string
}

// rowCellOf is that of a column by its key or its field; without functions where
// rows do not tell it.
func rowCellOf(key string, field inventory.Field) rowCell {
	nothing := func(inventory.Row) string { return "" }
	name := func(r inventory.Row) string { name, _ := r.Application(); return name }
	id := func(r inventory.Row) string { _, id := r.Application(); return id }
	switch {
	case key == "application":
		return rowCell{name, name, nothing}
	case key == inventory.FieldApplicationID.Key():
		return rowCell{id, id, nothing}
	case key == "server":
		return rowCell{inventory.Row.Server, nothing, inventory.Row.Server}
	case key == placesColumn.Key: // a pair that is said again has no row
		return rowCell{nothing, nothing, nothing}
	case field != inventory.NoField:
		return rowCell{
			func(r inventory.Row) string { return r.Text(field) },
			func(r inventory.Row) string { return r.OfApplication(field) },
			func(r inventory.Row) string { return r.OfServer(field) },
		}
	}
	return rowCell{}
}
