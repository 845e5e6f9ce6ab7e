package audit

import "testing"

// TestChecksOfPairsKnowTheirSubjects: where pairs are counted by what they are
// like, a check of pairs is met with the first of them alone and without its names.
// One that names applications or servers must need a column that is no field, for
// then every pair is looked at.
func TestChecksOfPairsKnowTheirSubjects(t *testing.T) {
	for i := range advisories {
		a := &advisories[i]
		if a.pair == nil || a.Scope != ApplicationScope && a.Scope != ServerScope {
			continue
		}
		if len(a.needs) == 0 {
			t.Errorf("%s needs no column", a.ID)
		}
		for _, n := range a.needs {
			if n.header == "" {
				t.Errorf("%s is content with the field %s", a.ID, n.field.Key())
			}
		}
	}
}
