package audit_test

import (
	"fmt"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// BenchmarkJudgeAndCheck measures what a pair costs after it was read.
func BenchmarkJudgeAndCheck(b *testing.B) {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Uses Category Management,API Members,Endpoint Type,UCMA,Cost centre,Runs on\n")
	rows := []string{api13 + on13, api10 + on13, api10 + on10, apiR2 + onR2, api10 + onR2, apiR2 + on10}
	for i := range 1000 {
		fmt.Fprintf(&text, "app %d,%s,yes,BeginSendChatMessage,user,3.0,4711,host%d\n", i/3, rows[i%len(rows)], i%50)
	}
	estate := load(b, text.String(), inventory.OwnVersions{})
	var pairs []inventory.Pair
	for block := range estate.Pairs() {
		pairs = append(pairs, block...)
	}
	facts := audit.FactsOf(estate)
	b.ReportAllocs()
	for b.Loop() {
		var r audit.Rules
		checks := audit.NewChecks(r, facts)
		block := make([]audit.Finding, 0, len(pairs))
		for _, p := range pairs {
			block = append(block, r.Judge(p))
		}
		checks.Add(block)
		checks.Result()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(pairs)), "ns/pair")
}

// benchmarkEstate is a table of 30,000 pairs.
func benchmarkEstate() string {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Site\n")
	rows := []string{api13 + on13, api10 + on13, api10 + on10, apiR2 + onR2, api10 + onR2, apiR2 + on10}
	for i := range 30_000 {
		fmt.Fprintf(&text, "app %d,%s,Site %d\n", i/3, rows[i%len(rows)], i%20)
	}
	return text.String()
}

// BenchmarkRun measures a whole run over an estate: pairs, verdicts, checks.
func BenchmarkRun(b *testing.B) {
	text := benchmarkEstate()
	estate := load(b, text, inventory.OwnVersions{})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (audit.Rules{}).Run(b.Context(), estate, func([]audit.Finding) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*estate.Len()), "ns/pair")
}
