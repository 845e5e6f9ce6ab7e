package inventory

// completeAPI completes what is said of the API of a pair: the row's own
// statement unless applications tables contradict each other.
func (j *joiner) completeAPI(v *view, r *Reading[API]) (changed bool) {
	a := v.naming.entry
	switch {
	case a != nil && a.disputed != nil && r.Version.Known():
		*r = contradicted(*r, *a.disputed, v.l.at(int(v.row), FieldAPI))
		return true
	case r.Cause == Missing && a == nil:
		r.Detail = j.whyNoAPI(v)
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
	case v.l.has(FieldAPI):
		return "the cell is blank and no applications table states the API of " + Quote(name)
	}
	return "no applications table knows " + Quote(name)
}

// completeVersion completes what is said of the server version of a pair: the
// row's own statement unless others contradict it.
func (j *joiner) completeVersion(v *view, r *Reading[ServerVersion]) (changed bool) {
	t := v.target
	switch {
	case t == nil && r.Cause == Missing:
		*r = v.withoutServer(*r)
		return true
	case t == nil || t.disputed == nil || !r.Version.Known() && !(t.unreadable && r.Cause != Unreadable):
		return false
	}
	*r = contradicted(*r, *t.disputed, v.l.at(int(v.row), FieldServerVersion))
	return true
}

// withoutServer says why a pair whose row names no server has no version.
func (v *view) withoutServer(r Reading[ServerVersion]) Reading[ServerVersion] {
	switch {
	case v.fromTable():
		r.Detail = "no table names a server for the application"
	default:
		r.Detail = "the row names no server"
	}
	return r
}

// contradicted is a statement that others contradict: its own text and place, no version.
func contradicted[V API | ServerVersion](own, all Reading[V], at Pos) Reading[V] {
	all.Written, all.At = own.Written, own.At
	if all.At.IsZero() {
		all.At = at
	}
	return all
}
