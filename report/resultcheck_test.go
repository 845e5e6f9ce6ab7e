package report

import (
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestReadResultRefusesChangedFindings changes one finding, and the sums with it.
func TestReadResultRefusesChangedFindings(t *testing.T) {
	const second, missing = 1, 9 // Incompatible; of a missing API
	own := []audit.Override{{At: inventory.Pos{File: "own.csv", Row: 2, Col: 1}, API: inventory.GroupChat2010API, Server: inventory.OCS2007R2,
		Verdict: audit.Incompatible, Vendor: audit.Compatible, Covered: true, Reason: "seen to fail", Remedy: "none"}}
	for _, test := range []struct {
		name   string
		which  int
		own    []audit.Override
		change func(*audit.Finding)
		want   string
	}{
		{"a pass for what nobody knows", missing, nil, func(f *audit.Finding) {
			f.Verdict, f.Risk, f.Cause, f.Rule = audit.Compatible, audit.LowRisk, inventory.NoCause, "a rule"
		}, `(key "klkrrfewvugzwupf", "estate.csv:11:1"): it says verdict compatible, risk low; its versions make it verdict not-assessed, risk unknown, cause missing`},
		{"a pass for an unknown version without a cause", missing, nil, func(f *audit.Finding) {
			f.API.Cause = inventory.NoCause
		}, "its API is not known, and no cause tells why"},
		{"a known version with a cause", second, nil, func(f *audit.Finding) {
			f.ServerVersion.Cause = inventory.Missing
		}, `its server version is known, and its cause says "missing"`},
		{"Incompatible relabelled", second, nil, func(f *audit.Finding) {
			f.Verdict, f.Risk = audit.Compatible, audit.LowRisk
		}, "it says verdict compatible, risk low, mixed; its versions make it verdict incompatible, risk high, mixed"},
		{"a lower risk", second, nil, func(f *audit.Finding) { f.Risk = audit.LowRisk }, "it says verdict incompatible, risk low"},
		{"a cause beside a verdict", second, nil, func(f *audit.Finding) { f.Cause = inventory.Missing }, "it says verdict incompatible, risk high, cause missing"},
		{"an own rule passed over", 5, own, func(f *audit.Finding) { *f = audit.Rules{}.Judge(f.Pair) }, "its versions make it verdict incompatible"},
		{"the verdict of no rule", 0, own, func(f *audit.Finding) { f.Verdict, f.Risk = audit.Incompatible, audit.HighRisk }, "its versions make it verdict compatible-by-design"},
		{"another key", second, nil, func(f *audit.Finding) { f.Key = "kaaaaaaaaaaaaaaa" }, "its application, server and versions make its key kw4c5srnmlmmagiy"},
		{"another pair", second, nil, func(f *audit.Finding) { f.PairKey = "paaaaaaaaaaaaaaa" }, "its application and server make it p"},
		{"another server", second, nil, func(f *audit.Finding) { f.ServerKey = "elsewhere" }, "its application and server make it p"},
		{"no place", second, nil, func(f *audit.Finding) { f.At = inventory.Pos{} }, `it has no position ("at")`},
		{"no rule", second, nil, func(f *audit.Finding) { f.Rule = "" }, "its verdict has no rule"},
		{"an advisory of nobody", second, nil, func(f *audit.Finding) { f.Advisories = []string{"CC999"} }, `advisory "CC999" is not one of pairs`},
		{"an advisory of the estate", second, nil, func(f *audit.Finding) { f.Advisories = []string{"CC401"} }, `advisory "CC401" is not one of pairs`},
	} {
		meta, findings, _ := fixture()
		meta.Overrides = test.own
		for i := range findings {
			findings[i] = judgedBy(test.own, findings[i])
		}
		whole := render(t, jsonFormat(t), meta, findings, summarise(findings))
		if _, err := ReadResult([]byte(whole)); err != nil {
			t.Errorf("%s: before the change: %v", test.name, err)
		}
		test.change(&findings[test.which])
		_, err := ReadResult([]byte(render(t, jsonFormat(t), meta, findings, summarise(findings))))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "the file was changed: finding ") {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

// TestReadResultRefusesOwnRulesOfNoMatrix changes own rules, and what they decide with them.
func TestReadResultRefusesOwnRulesOfNoMatrix(t *testing.T) {
	loose := audit.Override{At: inventory.Pos{File: "own.csv", Row: 2, Col: 1}, API: inventory.PersistentChat2013API, Server: inventory.LyncServer2010,
		Verdict: audit.Compatible, Vendor: audit.Incompatible, Covered: true, Approver: "Board", Reference: "CHG-7", Justification: "tested"}
	for want, change := range map[string]func(*audit.Override){
		"": func(*audit.Override) {},
		"does not say that the vendor's verdict is incompatible":                                func(o *audit.Override) { o.Covered = false },
		"own.csv:2:1 for Lync Server 2013 Persistent Chat API on Lync Server 2010 does not say": func(o *audit.Override) { o.Vendor = audit.Compatible },
		"without approver, reference and justification":                                         func(o *audit.Override) { o.Approver = "" },
		"a cell that the vendor's page does not have":                                           func(o *audit.Override) { o.Server = inventory.SkypeBusinessServerSE },
		"names no API or no server version":                                                     func(o *audit.Override) { o.API, o.Covered = inventory.API{}, false },
	} {
		meta, findings, _ := fixture()
		changed := loose
		change(&changed)
		meta.Overrides = []audit.Override{changed}
		for i := range findings {
			findings[i] = judgedBy(meta.Overrides, findings[i])
		}
		_, err := ReadResult([]byte(render(t, jsonFormat(t), meta, findings, summarise(findings))))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestReadResultRefusesAChangedBasis(t *testing.T) {
	meta, findings, _ := fixture()
	findings = findings[:1]
	whole := render(t, jsonFormat(t), meta, findings, summarise(findings))
	for basis, want := range map[string]string{
		"none":           "its basis does not name its rule",
		"":               "it has no basis",
		findings[0].Rule: "its basis does not name estate.csv:2:20, where a version is stated",
	} {
		changed := strings.Replace(whole, `"basis":"`+findings[0].Basis()+`"`, `"basis":"`+basis+`"`, 1)
		if _, err := ReadResult([]byte(changed)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("basis %q: error %v, want %q", basis, err, want)
		}
	}
}

// TestReadResultTakesMergedResultsOfDifferentRules: the parts were judged by
// different rules, which the merged result says.
func TestReadResultTakesMergedResultsOfDifferentRules(t *testing.T) {
	site := func(name string, own []audit.Override) NamedResult {
		meta, findings, _ := fixture()
		meta.Overrides = own
		if own != nil {
			meta.OwnMatrix = &OwnMatrixFile{name + ".csv", name}
		}
		for i := range findings {
			f := &findings[i]
			f.Application += " of " + name
			f.ApplicationKey = f.Application
			f.Key, f.PairKey = f.Keys()
			*f = judgedBy(own, *f)
		}
		return NamedResult{name, &Result{meta, findings, summarise(findings)}}
	}
	rule := func(verdict audit.Verdict) []audit.Override {
		return []audit.Override{{API: inventory.GroupChat2010API, Server: inventory.OCS2007R2, Verdict: verdict, Vendor: audit.Compatible, Covered: true}}
	}
	merged := Merge([]NamedResult{site("Leeds", rule(audit.Incompatible)), site("London", nil), site("York", rule(audit.MayBeCompatible))})
	text := render(t, jsonFormat(t), merged.Meta, merged.Findings, merged.Summary)
	again, err := ReadResult([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if render(t, jsonFormat(t), again.Meta, again.Findings, again.Summary) != text {
		t.Error("written again, the merged result differs")
	}
}
