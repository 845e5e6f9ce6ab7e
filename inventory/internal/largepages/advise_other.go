//go:build !linux

package largepages

// known tells that the system knows the wish.
const known = false

func advise([]byte) {}
