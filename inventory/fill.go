package inventory

import "chatcompat/inventory/internal/parallel"

// fillPlain finds what fills blank cells where that is what one statement says, as
// it mostly is; what takes a reading of its own is found when a pair asks for it.
func (j *joiner) fillPlain() {
	parallel.Ranges(len(j.applications.all), func(from, to int) {
		for _, a := range j.applications.all[from:to] {
			if st := a.statement(); st != nil {
				a.filled = st.distinct
			}
		}
	})
	parallel.Ranges(len(j.servers.all), func(from, to int) {
		for _, s := range j.servers.all[from:to] {
			if len(s.rows) > 0 && s.alone() && len(s.stated) < 2 && !s.unread {
				if st := s.statement(); st != nil {
					s.filled = st.distinct
				}
			}
		}
	})
	for _, l := range j.layouts {
		parallel.Ranges(len(l.targets), func(from, to int) {
			for i := range l.targets[from:to] {
				if t := &l.targets[from+i]; !t.beside {
					t.filled = t.server.filled
				}
			}
		})
	}
}
