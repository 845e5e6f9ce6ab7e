package inventory

import "unsafe"

// touched is memory for so many things of which each page was written to. Where it
// is read before, which a collection of garbage does also where a pointer is written,
// the system maps an empty page, replaces it, and stops all processors for it.
func touched[T any](n int) []T {
	const page = 4096 // or a part of one
	things := make([]T, n)
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(things))), uintptr(n)*unsafe.Sizeof(*new(T)))
	for i := 0; i < len(bytes); i += page {
		bytes[i] = 0 // as it is
	}
	return things
}
