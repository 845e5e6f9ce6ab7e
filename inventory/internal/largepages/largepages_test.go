package largepages

import (
	"runtime"
	"testing"
)

// TestBytesAreNew: what is asked of the system does not show in them.
func TestBytesAreNew(t *testing.T) {
	for _, n := range []int{0, 1, least - 1, least, least + 12345, 3 * least} {
		b := Bytes(n)
		if len(b) != n {
			t.Fatalf("%d bytes, want %d", len(b), n)
		}
		for i := range b {
			if b[i] != 0 {
				t.Fatalf("byte %d of %d is %d", i, n, b[i])
			}
			b[i] = byte(i)
		}
	}
}

// TestReserveKeepsNothing: what is reserved is garbage afterwards.
func TestReserveKeepsNothing(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	Reserve(8 * least)
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+least {
		t.Errorf("%d bytes are in use after reserving, %d before", after.HeapAlloc, before.HeapAlloc)
	}
	if reserved := after.TotalAlloc >= before.TotalAlloc+8*least; reserved != known {
		t.Errorf("memory was reserved: %t, though the system knows large pages: %t", reserved, known)
	}
}
