package report

import (
	"chatcompat/audit"
	"chatcompat/inventory"
)

// endOfSupport is the day on which the vendor's extended support of a server
// version ends; "" where the vendor names none.
func endOfSupport(v inventory.ServerVersion) string {
	l, ok := audit.LifecycleOf(v)
	if !ok {
		return ""
	}
	return l.End.Format(dayLayout)
}
