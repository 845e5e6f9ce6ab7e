package audit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestRunJudgesLikeJudge runs invented estates, in which most pairs are like
// others, and judges every pair again by itself. Findings of one class must
// agree in all that a class promises.
func TestRunJudgesLikeJudge(t *testing.T) {
	for seed := range uint64(20) {
		estate := load(t, inventedEstate(rand.New(rand.NewPCG(seed, 7))), inventory.OwnVersions{})
		rules := audit.Rules{}
		if seed%2 == 1 {
			rules.Ignore = []string{"CC104", "CC305"}
		}
		classes := map[int32]audit.Finding{}
		_, err := rules.Run(context.Background(), estate, func(block []audit.Finding) error {
			for i := range block {
				got, want := judgementOf(block[i]), judgementOf(rules.Judge(block[i].Pair))
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s is judged\n%+v, by itself\n%+v", block[i].At, got, want)
				}
				class := block[i].Class
				if first, known := classes[class]; class > 0 && known && !reflect.DeepEqual(got, judgementOf(first)) {
					t.Errorf("%s and %s are of one class:\n%+v\n%+v", block[i].At, first.At, got, judgementOf(first))
				}
				classes[class] = block[i]
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(classes) < 10 {
			t.Errorf("seed %d: %d classes; most pairs are to have one", seed, len(classes))
		}
	}
}

// judgementOf is all that a class promises of a finding.
func judgementOf(f audit.Finding) audit.Finding {
	f.API.At, f.ServerVersion.At = inventory.Pos{}, inventory.Pos{}
	return audit.Finding{Pair: inventory.Pair{API: f.API, ServerVersion: f.ServerVersion}, Verdict: f.Verdict, Cause: f.Cause, Risk: f.Risk,
		Mixed: f.Mixed, Reason: f.Reason, Remedy: f.Remedy, Rule: f.Rule, Advisories: f.Advisories}
}

// inventedEstate is a table of pairs, each cell one of a few.
func inventedEstate(r *rand.Rand) string {
	columns := []struct {
		header string
		cells  []string
	}{
		{"Application", []string{"Ticker %d", "Relay %d", "Board %d", ""}},
		{"API", []string{"Persistent Chat 2013", "Group Chat 2010", "Group Chat 2010", "Group Chat 2010", "OCS 2007 R2", "OCS 2007 R2", "", "Lync", "no idea", "Skype for Business 2015", "#REF!"}},
		{"Server,Server Version", []string{
			"chat01.contoso.example,Lync Server 2013", "chat02.contoso.example,Lync Server 2013", "chat02.contoso.example,", "chat03.contoso.example,Lync Server 2010",
			"chat04.contoso.example,OCS 2007 R2", "chat05.contoso.example,Lync Server 2013", "chat05.contoso.example,Lync Server 2010", ",", ",5.0.8308.0",
			"chat06.contoso.example,Skype for Business Server 2019", "chat07.contoso.example,none"}},
		{"Site", []string{"London", "", "BackCompatSite", "Site:BackCompatSite"}},
		{"Owner", []string{"Payments team", ""}},
		{"Uses Category Management", []string{"", "yes", "no", "no", "perhaps"}},
		{"Uses User Management", []string{"", "yes", "no", "no"}},
		{"API Members", []string{"", "", "", "CreateFederatedUser", "MoveFederatedUser", "BeginJoin", "CategoryManagementServices; BeginJoin"}},
		{"UCMA", []string{"", "3.0", "UCMA 2.0", "old"}},
		{"Endpoint Type", []string{"", "UserEndpoint", "ApplicationEndpoint"}},
		{"LegacyApplicationName", []string{"", "", "ticker-old"}},
	}
	kept := columns[:3:3]
	for _, c := range columns[3:] {
		if r.IntN(3) > 0 {
			kept = append(kept, c)
		}
	}
	var text strings.Builder
	for i, c := range kept {
		fmt.Fprint(&text, []string{"", ","}[min(i, 1)], c.header)
	}
	for row := range 3000 {
		for i, c := range kept {
			cell := c.cells[r.IntN(len(c.cells))]
			if strings.Contains(cell, "%d") {
				cell = fmt.Sprintf(cell, row)
			}
			fmt.Fprint(&text, []string{"\n", ","}[min(i, 1)], cell)
		}
	}
	return text.String()
}
