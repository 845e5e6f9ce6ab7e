package report

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// naturalTexts are texts that differ in what compareNatural looks at.
var naturalTexts = []string{"", "0", "00", "1", "01", "9", "10", "chat2", "chat10", "Chat2", "CHAT02", "chat", "chat ", "chat2b", "chat2B",
	"a0", "a00", "a\x00", "ä", "Ä", "z", "é1", "É01", "\xff", "\ufffd", "K", "k", "日本", "a/1", "a:1", "1a", "1/", strings.Repeat("7", 300), strings.Repeat("7", 299) + "8"}

func TestNaturalOrderIsThatOfCompareNatural(t *testing.T) {
	want := slices.Clone(naturalTexts)
	slices.SortFunc(want, compareNatural)
	o := newNaturalOrder(naturalTexts)
	order := o.indices()
	slices.SortFunc(order, o.compare)
	if got := each(order, func(i int32) string { return naturalTexts[i] }); !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

func TestEqualTextsHaveOneRank(t *testing.T) {
	got := newNaturalOrder([]string{"b", "a", "b", "A", "b10", "b9"}).ranks()
	if want := []int32{2, 1, 2, 0, 5, 4}; !slices.Equal(got, want) {
		t.Errorf("ranks %v, want %v", got, want)
	}
}

func FuzzNaturalOrder(f *testing.F) {
	for i, text := range naturalTexts {
		f.Add(text, naturalTexts[(i+1)%len(naturalTexts)])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		got := newNaturalOrder([]string{a, b}).compare(0, 1)
		if want := compareNatural(a, b); cmp.Compare(got, 0) != cmp.Compare(want, 0) {
			t.Errorf("%q and %q compare %d, want %d", a, b, got, want)
		}
	})
}
