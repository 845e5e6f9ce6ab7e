// Package largepages asks the system for large pages of memory, where it has them
// and where there is much: fewer pages have to be mapped when they are touched for
// the first time, and processors find what is in them faster. It is a wish that
// changes nothing else; Linux knows it, other systems are left alone.
package largepages

import "runtime"

// least is from how many bytes on it is worth asking.
const least = 8 << 20

// most bounds what is reserved.
const most = 1 << 30

// Bytes makes n bytes.
func Bytes(n int) []byte {
	b := make([]byte, n)
	if n >= least {
		advise(b)
	}
	return b
}

// Reserve lets large pages hold the next n bytes or so that are allocated, unless one
// of the objects alone is larger. It collects garbage.
func Reserve(n int64) {
	if !known || n < least {
		return
	}
	Bytes(int(min(n, most))) // which is free again at once, and keeps what was advised
	runtime.GC()
}
