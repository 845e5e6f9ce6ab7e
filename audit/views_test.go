package audit_test

import (
	"reflect"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestApplicationsOverAllTheirServers: what the checks of applications say of each,
// and which APIs fit its targets.
func TestApplicationsOverAllTheirServers(t *testing.T) {
	v2013, v2010, vR2 := inventory.LyncServer2013, inventory.LyncServer2010, inventory.OCS2007R2
	a13, a10, aR2 := inventory.PersistentChat2013API, inventory.GroupChat2010API, inventory.OCS2007R2API
	const fired, clear, open = audit.Fired, audit.Clear, audit.NotChecked
	for _, c := range []struct {
		name, rows     string
		targets        []inventory.ServerVersion
		fits           []inventory.API
		covered        bool
		spans, strands audit.Status
	}{
		{"newest", api13 + on13 + ",yes,,,\n", []inventory.ServerVersion{v2013}, []inventory.API{a13}, true, clear, clear},
		{"stranded", api10 + on10 + ",,,,\nstranded," + api10 + on13 + ",,,,\n", []inventory.ServerVersion{v2013, v2010}, nil, true, fired, fired},
		{"modest", api10 + on10 + ",no,no,,\nmodest," + api10 + on13 + ",no,no,,\n", []inventory.ServerVersion{v2013, v2010}, nil, true, fired, clear},
		{"older", apiR2 + onR2 + ",yes,,,\nolder," + apiR2 + on10 + ",yes,,,\n", []inventory.ServerVersion{v2010, vR2}, []inventory.API{a10, aR2}, true, fired, clear},
		{"outside", api13 + ",s.contoso.example,Skype for Business Server 2015,,,,\n", []inventory.ServerVersion{inventory.SkypeBusinessServer2015}, nil, false, clear, open},
		{"fuzzy", api10 + ",x.contoso.example,,,,,\n", nil, nil, false, open, open},
	} {
		findings, summary := judge(t, audit.Rules{}, headLong+c.name+","+c.rows)
		fits, covered := audit.Rules{}.Fits(c.targets)
		if !reflect.DeepEqual(fits, c.fits) || covered != c.covered {
			t.Errorf("%s: %v fit, covered %t; want %v, %t", c.name, fits, covered, c.fits, c.covered)
		}
		if spans, strands := status(summary, "CC201").Status, status(summary, "CC202").Status; spans != c.spans || strands != c.strands {
			t.Errorf("%s: CC201 is %s, CC202 %s; want %s, %s", c.name, spans.Key(), strands.Key(), c.spans.Key(), c.strands.Key())
		}
		for _, a := range summary.Advisories {
			if a.Scope == audit.ApplicationScope && (!reflect.DeepEqual(a.Subjects, []string{c.name}) || len(a.Applies) != len(findings)) {
				t.Errorf("%s: %s is of %v and applies to %v", c.name, a.ID, a.Subjects, a.Applies)
			}
		}
	}
}

// TestFitsFollowTheOwnMatrix: what fits is computed, not written down.
func TestFitsFollowTheOwnMatrix(t *testing.T) {
	r, _, err := rulesOf(t, ownHead+api10+",Lync Server 2013,compatible,,,,Change Board,CHG-9,Uses neither function")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := r.Fits([]inventory.ServerVersion{inventory.LyncServer2013, inventory.LyncServer2010})
	if want := []inventory.API{inventory.GroupChat2010API}; !reflect.DeepEqual(got, want) {
		t.Errorf("fits %v, want %v", got, want)
	}
}

func TestLifecycle(t *testing.T) {
	for _, c := range []struct {
		version inventory.ServerVersion
		end     string
	}{
		{inventory.OCS2007, "2018-01-09"}, {inventory.OCS2007R2, "2018-01-09"}, {inventory.LyncServer2010, "2021-04-13"},
		{inventory.LyncServer2013, "2023-04-11"}, {inventory.SkypeBusinessServer2015, "2025-10-14"}, {inventory.SkypeBusinessServer2019, "2025-10-14"},
	} {
		l, ok := audit.LifecycleOf(c.version)
		if !ok || l.End.Format(time.DateOnly) != c.end || l.Source.ID == "" {
			t.Errorf("%s: %v, %v, want %s", c.version, l, ok, c.end)
		}
		if evening := l.End.Add(23 * time.Hour); l.Ended(evening) || !l.Ended(evening.Add(time.Hour)) {
			t.Errorf("%s: the last day of support is %s", c.version, c.end)
		}
	}
	for _, v := range []inventory.ServerVersion{{}, inventory.SkypeBusinessServerSE, inventory.OwnServerVersion("Contoso Hub")} {
		if l, ok := audit.LifecycleOf(v); ok {
			t.Errorf("%q ends %v", v, l)
		}
	}
}

func TestExplainTellsWhatHoldsAndWhatCould(t *testing.T) {
	ids := func(all []audit.Advisory) (list []string) {
		for _, a := range all {
			list = append(list, a.ID)
		}
		return list
	}
	wide := []string{"CC201", "CC202", "CC401", "CC402", "CC403", "CC404"}
	for _, c := range []struct {
		api, server string
		hold, could []string
	}{
		{api10, "Lync Server 2013", []string{"CC107"}, append([]string{"CC101", "CC102", "CC105", "CC106", "CC112", "CC201", "CC202", "CC203", "CC304", "CC305"}, wide[2:]...)},
		{api10, "OCS 2007 R2", []string{"CC104"}, append([]string{"CC103", "CC201", "CC202", "CC203", "CC305"}, wide[2:]...)},
		{api13, "Skype for Business Server 2019", []string{"CC111"}, nil},
		{"Lync", "Lync", nil, nil},
	} {
		e := audit.Rules{}.Explain(inventory.ParseAPI(c.api), inventory.ParseServerVersion(c.server))
		if hold, could := ids(e.Hold), ids(e.Could); !reflect.DeepEqual(hold, c.hold) || !reflect.DeepEqual(could, c.could) {
			t.Errorf("%s on %s: hold %v, could %v; want %v, %v", c.api, c.server, hold, could, c.hold, c.could)
		}
	}
	e := audit.Rules{Ignore: []string{"CC107"}}.Explain(inventory.ParseAPI(api10), inventory.ParseServerVersion("Lync Server 2013"))
	if len(e.Hold) != 0 || e.Verdict != audit.MayBeCompatible {
		t.Errorf("%s, %v", e.Verdict, e.Hold)
	}
}

// TestWorseningAPairNeverImprovesTheSummary turns each server of a good estate
// into each other version: no count of a worse verdict and no fired advisory of
// the estate gets lost.
func TestWorseningAPairNeverImprovesTheSummary(t *testing.T) {
	rows := [][2]string{{api13, "Lync Server 2013"}, {api10, "Lync Server 2010"}, {apiR2, "OCS 2007 R2"}}
	text := func(rows [][2]string) string {
		s := headShort
		for i, r := range rows {
			s += string(rune('a'+i)) + "," + r[0] + ",s" + string(rune('0'+i)) + ".contoso.example," + r[1] + "\n"
		}
		return s
	}
	_, before := judge(t, audit.Rules{}, text(rows))
	for i := range rows {
		for _, version := range []string{"Lync Server 2013", "Lync Server 2010", "OCS 2007 R2", "", "Lync", "OCS 2007"} {
			worse := append([][2]string(nil), rows...)
			worse[i][1] = version
			_, after := judge(t, audit.Rules{}, text(worse))
			good := func(s audit.Summary) int {
				return s.Verdicts[audit.CompatibleByDesign]*4 + s.Verdicts[audit.Compatible]
			}
			if good(after) > good(before) || after.Pairs != before.Pairs {
				t.Errorf("pair %d on %q: %v, before %v", i, version, after.Verdicts, before.Verdicts)
			}
			if len(after.Checks) != len(audit.Advisories()) {
				t.Errorf("%d checks for %d advisories", len(after.Checks), len(audit.Advisories()))
			}
		}
	}
}
