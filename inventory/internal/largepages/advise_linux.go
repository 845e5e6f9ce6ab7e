package largepages

import (
	"syscall"
	"unsafe"
)

// known tells that the system knows the wish.
const known = true

// chunk is in what units the runtime of Go asks the system for memory, and takes it
// as its own. All of it is large pages of 2 MiB.
const chunk = 4 << 20

// advise asks for large pages for all chunks in which there are some of the bytes,
// none of which may have been touched. Where the system cannot, nothing changes.
func advise(b []byte) {
	first := uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	from, to := first&^(chunk-1), (first+uintptr(len(b))+chunk-1)&^(chunk-1)
	syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_HUGEPAGE)
}
