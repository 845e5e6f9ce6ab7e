package inventory

import (
	"slices"

	"chatcompat/inventory/internal/parallel"
)

// marks are the things that several goroutines have marked, each for itself.
type marks [][]bool

// markAll goes through n things, a part on each processor, and marks others, of
// which there are so many.
func markAll(n, others int, mark func(from, to int, marked []bool)) marks {
	m := make(marks, parallel.Parts(n))
	parallel.Do(len(m), func(i int) {
		m[i] = make([]bool, others)
		from, to := parallel.Part(n, i, len(m))
		mark(from, to, m[i])
	})
	return m
}

// has reports a thing that any of them has marked.
func (m marks) has(i int) bool {
	return slices.ContainsFunc(m, func(marked []bool) bool { return marked[i] })
}
