package audit

import (
	"time"

	"chatcompat/inventory"
)

// Lifecycle is when the vendor's extended support of a server version ends. It
// is a matter of its own: it touches neither verdict nor risk.
type Lifecycle struct {
	End    time.Time // the last day, UTC midnight
	Source Source
}

// ended holds the last days of extended support. Source: pageLifecycle, extendedEnd.
var ended = map[inventory.ServerVersion]time.Time{
	inventory.OCS2007:                 day(2018, 1, 9),
	ocsR2:                             day(2018, 1, 9),
	lync2010:                          day(2021, 4, 13),
	lync2013:                          day(2023, 4, 11),
	inventory.SkypeBusinessServer2015: day(2025, 10, 14),
	inventory.SkypeBusinessServer2019: day(2025, 10, 14),
}

func day(year int, month time.Month, date int) time.Time {
	return time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
}

// LifecycleOf finds the end of support of a server version; ok is false where
// the vendor's data names none.
func LifecycleOf(v inventory.ServerVersion) (l Lifecycle, ok bool) {
	end, ok := ended[v]
	return Lifecycle{end, pageLifecycle}, ok
}

// Ended reports whether support is over on a day; on the last day it is not.
func (l Lifecycle) Ended(asOf time.Time) bool {
	return day(asOf.Date()).After(l.End)
}
