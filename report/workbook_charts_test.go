package report

import (
	"strings"
	"testing"

	"chatcompat/inventory"
)

// TestChartNamesAreShort: a chart of an owner of thousands of characters still has bars.
func TestChartNamesAreShort(t *testing.T) {
	_, findings, _ := fixture()
	long := strings.Repeat("Trading ", 5000) + "desk"
	for i := range findings {
		findings[i].Fields = inventory.Values{{Field: inventory.FieldOwner, Text: long}}
	}
	groups := newGroups(nil)
	groups.add(findings)
	groups.complete()
	bars := chartGroups(groups.owners)
	if len(bars) != 1 || cellWidth(bars[0].label) > chartLabel || !strings.HasSuffix(bars[0].label, "desk") {
		t.Fatalf("bars %v, want one of at most %d characters that ends in desk", bars, chartLabel)
	}
	if got := longestBar(bars); got != len(findings) {
		t.Errorf("longest bar %d, want %d", got, len(findings))
	}
}
