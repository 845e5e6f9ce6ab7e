package inventory

// completeAPI completes what is said of the API of a pair: the row's own
// statement unless applications tables contradict each other.
func (j *joiner) completeAPI(v *view, r *Reading[API]) (changed bool) {
	a, own := v.naming.entry, v.l.apis[v.fact.api].Written
	switch {
	case a != nil && a.disputed != nil && r.Version.Known():
		*r = contradicted(*r, *a.disputed, v.l.at(int(v.row), FieldAPI))
		return true
	case r.Cause == Missing && a == nil:
		r.Detail = saying(own, j.whyNoAPI(v))
		return true
	case r.Cause == Missing && own != "":
		r.Written, r.Detail = own, saying(own, r.Detail)
		return true
	}
	return false
}

func (j *joiner) whyNoAPI(v *view) string {
	name, _ := v.l.application(int(v.row))
	switch {
	case v.naming.many:
		return "several applications bear the name " + Quote(name) + "; give the application's id"
	case name == "":
		return "the row names no application"
	case v.l.has(FieldAPI) && v.l.apis[v.fact.api].Written == "":
		return "the cell is blank and no applications table states the API of " + Quote(name)
	case v.l.has(FieldAPI):
		return "no applications table states the API of " + Quote(name)
	}
	return "no applications table knows " + Quote(name)
}

// saying puts what a cell says instead of a version, such as N/A, before the
// reason why there is none.
func saying(written, why string) string {
	if written == "" {
		return why
	}
	return "the cell says " + Quote(written) + ", and " + why
}

// completeVersion completes what is said of the server version of a pair: the
// row's own statement unless others contradict it.
func (j *joiner) completeVersion(v *view, r *Reading[ServerVersion]) (changed bool) {
	t, own := v.target, v.l.versions[v.fact.version].Written
	switch {
	case t == nil && r.Cause == Missing:
		r.Detail = saying(own, v.withoutServer())
	case t != nil && r.Cause == Missing && own != "":
		r.Written, r.Detail = own, saying(own, r.Detail)
	case t == nil || t.disputed == nil || !r.Version.Known() && !(t.unreadable && r.Cause != Unreadable):
		return false
	default:
		*r = contradicted(*r, *t.disputed, v.ownVersionAt())
	}
	return true
}

// withoutServer says why a pair whose row names no server has no version.
func (v *view) withoutServer() string {
	if v.fromTable() {
		return "no table names a server for the application"
	}
	return "the row names no server"
}

// contradicted is a statement that others contradict: its own text and place, no version.
func contradicted[V API | ServerVersion](own, all Reading[V], at Pos) Reading[V] {
	all.Written, all.At = own.Written, own.At
	if all.At.IsZero() {
		all.At = at
	}
	return all
}
